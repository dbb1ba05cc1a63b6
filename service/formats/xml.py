"""XML from strangers: no entities, no document types, nothing fetched."""

from __future__ import annotations

import re
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree as Defused
from defusedxml.common import DefusedXmlException

from service.documents.limits import MOST_BYTES
from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.decoding import decoded

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_xml(content: bytes, *, name: str, most: int = MOST_BYTES) -> Element:
    """The root of the document. Raises BadInput with line and column of what is broken, or the trap that it holds."""
    text, _ = decoded(content, name=name, most=most)
    # The encoding that the declaration names is no longer that of the text; its line stays, so that lines are counted right.
    text = DECLARATION.sub("", text)
    try:
        root: Element = Defused.fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        refuse([Finding("", "unsafe-xml", "Declares a document type or entities; remove the <!DOCTYPE …> part.")], name)
    except ParseError as error:
        line, column = error.position
        _broken(f"line {line}, column {column + 1}", name)
    except ValueError:
        _broken("", name)
    return root


def _broken(place: str, name: str) -> NoReturn:
    refuse([Finding(place, "broken-xml", "The XML is damaged or cut off here; export the file anew.")], name)


def local(tag: object) -> str:
    """The name of an element in small letters, without its namespace."""
    return str(tag).rpartition("}")[2].casefold()
