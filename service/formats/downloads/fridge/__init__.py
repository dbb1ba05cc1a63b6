"""The page for the fridge door: the next two weeks as they now stand, what was changed, and why."""

from __future__ import annotations

from service.formats.downloads.fridge.content import Page, page_of_answer, page_of_plan

__all__ = ["Page", "page_of_answer", "page_of_plan"]
