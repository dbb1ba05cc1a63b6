"""The specification as one HTML page: no script, no foreign request, readable on a telephone."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import Any

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
nav ul { columns: 16rem; padding-left: 1.2rem; }
section { border-top: 1px solid #8888; margin-top: 1.5rem; }
code, pre { font: 0.9rem/1.4 ui-monospace, monospace; }
pre { overflow-x: auto; padding: 0.6rem; border: 1px solid #8888; border-radius: 0.3rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { text-align: left; vertical-align: top; padding: 0.2rem 0.8rem 0.2rem 0; }
summary { padding: 0.4rem 0; cursor: pointer; }
"""
CONTENT_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def page_of(document: Mapping[str, Any]) -> str:
    """The whole page."""
    operations = list(_operations(document))
    sections = "\n".join(_section(path, method, operation) for path, method, operation in operations)
    links = "".join(f'<li><a href="#{escape(o["operationId"])}">{escape(o["summary"])}</a></li>' for _, _, o in operations)
    title = f"{escape(document['info']['title'])} {escape(document['info']['version'])}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{STYLE}</style></head>\n'
        f'<body><h1>{title}</h1><p>{escape(document["info"]["summary"])} Programs read <a href="/openapi.json">/openapi.json</a>.</p>'
        f"<nav><ul>{links}</ul></nav>\n<main>\n{sections}\n</main></body></html>\n"
    )


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def _section(path: str, method: str, operation: Mapping[str, Any]) -> str:
    needed = [permission for entry in operation["security"] for permission in entry["key"]]
    parts = [
        f'<section id="{escape(operation["operationId"])}"><h2>{escape(operation["summary"])}</h2>',
        f"<p><code>{method} {escape(path)}</code></p>",
        f"<p>{escape(operation.get('description', ''))}</p>",
        f"<p>Needs a key with <code>{escape(', '.join(needed))}</code>.</p>" if needed else "<p>Open to everybody.</p>",
        _parameters(operation.get("parameters", [])),
        _bodies("What it takes", operation.get("requestBody", {}).get("content", {})),
        _answers(operation["responses"]),
        "</section>",
    ]
    return "\n".join(part for part in parts if part)


def _parameters(parameters: list[Mapping[str, Any]]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(p['name'])}</code></td><td>{escape(p['in'])}{'' if p.get('required') else ', optional'}</td>"
        f"<td>{escape(p.get('description', ''))}</td></tr>"
        for p in parameters
    )
    return f"<table><tr><th>Parameter</th><th>Where</th><th></th></tr>{rows}</table>" if rows else ""


def _answers(responses: Mapping[str, Any]) -> str:
    good = {status: answer for status, answer in responses.items() if status < "400"}
    shown = "".join(_bodies(f"Answer {status}", answer.get("content", {})) for status, answer in good.items())
    rows = "".join(f"<tr><td>{escape(s)}</td><td>{escape(a['description'])}</td></tr>" for s, a in responses.items())
    return f"{shown}<table><tr><th>Status</th><th></th></tr>{rows}</table>"


def _bodies(title: str, content: Mapping[str, Any]) -> str:
    return "".join(_body(f"{title}: {media_type}", described) for media_type, described in content.items())


def _body(title: str, described: Mapping[str, Any]) -> str:
    name = str(described.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    sort = f" <code>{escape(name)}</code>" if name else ""
    if "example" not in described:
        return f"<p>{escape(title)}{sort}</p>"
    example = escape(json.dumps(described["example"], indent=2, ensure_ascii=False))
    return f"<details><summary>{escape(title)}{sort}</summary><pre>{example}</pre></details>"
