"""What goes out of a record: fields of the same name as they are, and the rest as told."""

from __future__ import annotations

from typing import Any, Self

from service.documents.base import Part


class Out(Part):
    """An answer that shows a record of the store."""

    @classmethod
    def like(cls, record: object, **told: Any) -> Self:
        """Every field that is not told is the record's attribute of that name."""
        return cls.model_validate({name: getattr(record, name) for name in cls.model_fields if name not in told} | told)
