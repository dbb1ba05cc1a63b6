"""Takes traces in as a collector would, over the interface of OpenTelemetry alone; nothing leaves the process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opentelemetry import trace


class KeptSpan(trace.NonRecordingSpan):
    """What a span was told, to look at."""

    def __init__(self, name: str, attributes: Mapping[str, Any]) -> None:
        super().__init__(trace.SpanContext(1, 1, is_remote=False))
        self.name = name
        self.attributes = dict(attributes)
        self.said: list[object] = []

    def is_recording(self) -> bool:
        return True

    def set_attribute(self, key: str, value: object) -> None:
        self.attributes[key] = value

    def set_attributes(self, attributes: Mapping[str, Any]) -> None:
        self.attributes.update(attributes)

    def update_name(self, name: str) -> None:
        self.name = name

    def add_event(self, *words: object, **more: object) -> None:
        self.said.append((words, more))

    def record_exception(self, *words: object, **more: object) -> None:
        self.said.append((words, more))

    def set_status(self, *words: object, **more: object) -> None:
        self.said.append((words, more))

    def __str__(self) -> str:
        return f"{self.name} {self.attributes} {self.said}"


class KeptTraces(trace.TracerProvider, trace.NoOpTracer):
    """A provider that is its own tracer."""

    def __init__(self) -> None:
        self.spans: list[KeptSpan] = []

    def get_tracer(self, *_: Any, **__: Any) -> trace.Tracer:
        return self

    def start_span(self, name: str, *_: Any, attributes: Any = None, **__: Any) -> KeptSpan:
        self.spans.append(KeptSpan(name, attributes or {}))
        return self.spans[-1]
