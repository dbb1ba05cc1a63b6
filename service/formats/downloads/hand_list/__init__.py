"""The hand list: the changes of an answer in calendar order, for whoever carries them into another calendar by hand."""

from __future__ import annotations

from service.formats.downloads.hand_list.lines import HandLine, hand_list, hand_list_of_plan

__all__ = ["HandLine", "hand_list", "hand_list_of_plan"]
