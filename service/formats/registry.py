"""Which formats there are."""

from __future__ import annotations

from collections.abc import Mapping

from service.formats.base import PlanReader, PlanWriter
from service.formats.csv_table import CsvTable
from service.formats.downloads.loading import DOWNLOADS
from service.formats.json_plan import JsonPlan
from service.formats.uploads import UPLOADS

READERS: Mapping[str, PlanReader] = {reader.name: reader for reader in (JsonPlan(), CsvTable(), *UPLOADS)}
"""By the name that `sniff` gives."""
WRITERS: Mapping[str, PlanWriter] = {writer.name: writer for writer in (JsonPlan(), CsvTable(), *DOWNLOADS)}
"""By name, in the order in which a media type or an ending that fits several is decided."""
