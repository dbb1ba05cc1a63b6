"""A coach's pencil: a list of operations on a plan, done all or not at all. Pure: no store, no HTTP, no clock."""

from __future__ import annotations

from service.documents.editing.applying import edited
from service.documents.editing.operations import EditsDocument

__all__ = ["EditsDocument", "edited"]
