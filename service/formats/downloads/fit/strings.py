"""Texts that fit into a field of so many bytes."""

from __future__ import annotations


def fitted(text: str, most_bytes: int) -> str:
    """The text, cut between two characters where it is too long."""
    encoded = text.strip().encode()
    return encoded[:most_bytes].decode(errors="ignore").strip()
