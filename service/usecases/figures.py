"""All figures for operators: those that were gathered, and those that are looked up when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from service.jobs.depths import depths
from service.usecases.services import Services


def figures(services: Services) -> bytes:
    """In the text format of Prometheus."""
    return generate_latest(all_figures(services))


def all_figures(services: Services) -> CollectorRegistry:
    """Of this process, and the queue of all. The names are the same wherever they are served."""
    found = CollectorRegistry()
    found.register(services.measures.registry)
    found.register(Present(services))
    return found


class Present(Collector):
    """The state of things at this moment."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterable[Metric]:
        ready = GaugeMetricFamily("adjuster_workers_ready", "1 when a worker is warm")
        ready.add_metric([], float(self._services.pool.is_ready))
        yield ready
        waiting = GaugeMetricFamily("adjuster_jobs", "Jobs in the queue", labels=["line", "state"])
        for depth in depths(self._services.store.engine):
            waiting.add_metric([depth.line, depth.state], depth.jobs)
        yield waiting
