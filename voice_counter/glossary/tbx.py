"""Glossaries as TBX, the exchange format of terminology tools (ISO 30042:2019, TBX-Basic, DCA).

Only data categories of the dialect are used, so that other tools accept the files: what TBX-Basic
has no category for is a ``<note>`` that begins with a key (``priority: 1``). ``docs/glossary.md``
has the table.

Reading uses expat below xml.etree, for the line numbers and to refuse a DOCTYPE before anything
of it counts: without one there are no external entities and none that expand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from voice_counter.errors import GlossaryError
from voice_counter.glossary.columns import PRIORITIES
from voice_counter.glossary.terms import Alias, Term
from voice_counter.interchange import NOT_IN_XML
from voice_counter.languages import LANGUAGES
from voice_counter.small_files import replacing

SUFFIX = ".tbx"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MOST_BYTES = 256 * 2**20
"""20,000 terms in all languages are some 80 MB."""

_XML = "http://www.w3.org/XML/1998/namespace"
_JAPANESE = "ja"
_STATUS = "administrativeStatus"
_PREFERRED = "preferredTerm-admn-sts"
_ADMITTED = "admittedTerm-admn-sts"
_DEPRECATED = "deprecatedTerm-admn-sts"
_WRONG = (_DEPRECATED, "supersededTerm-admn-sts")
_SUBJECT = "subjectField"
_SOURCE = "source"
_DEPARTMENT = "customerSubset"

_KEYED = re.compile(r"(priority|review|reading|easy|note): (.*)", re.DOTALL)

# Other tools name the language with a region, or Filipino by its old code.
_TAGS = {language.lower(): language for language in (_JAPANESE, *LANGUAGES)} | {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "tl": "fil",
}

# A concept nests six deep; a file that goes deeper was made to do harm.
_DEEPEST = 32
_CHUNK = 1 << 16

_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="{_JAPANESE}" xmlns="{NAMESPACE}">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>voice-counter</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
"""
_TAIL = """    </body>
  </text>
</tbx>
"""


def write_tbx(path: Path, terms: Iterable[Term]) -> None:
    """Write a TBX file; the old one stays until the new one is complete on disk.

    Raises:
        GlossaryError: the file cannot be written, or a term holds what XML cannot.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_HEAD)
            for number, term in enumerate(terms, 1):
                _write(file, number, term)
            file.write(_TAIL)
    except OSError as error:
        raise GlossaryError("error.glossary.unwritable", path=path, reason=error) from error


def read_tbx(path: Path) -> Iterator[tuple[int, Term]]:
    """The terms of a TBX file, each with the line its concept begins in, one at a time.

    A concept without a Japanese term gives a term without a name, one without a reading a term
    without a reading, and languages beyond :data:`LANGUAGES` stay under the tag of the file:
    ``check`` tells of them.

    Raises:
        GlossaryError: the file cannot be read, is no TBX in DCA style, or has a DOCTYPE.
    """
    concepts = _Concepts(path)
    size = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > MOST_BYTES:
                    limit = MOST_BYTES >> 20
                    raise GlossaryError("error.glossary.too_big", path=path, limit=limit)
                yield from _terms(path, concepts.feed(chunk))
        yield from _terms(path, concepts.close())
    except OSError as error:
        raise GlossaryError("error.glossary.unreadable", path=path, reason=error) from error


def _terms(path: Path, concepts: Iterable[tuple[int, Element]]) -> Iterator[tuple[int, Term]]:
    for line, concept in concepts:
        try:
            yield line, _term(concept)
        except GlossaryError as error:
            raise GlossaryError(error.key, path=path, row=line, **error.values) from error


class _Concepts:
    """Cuts a document into its concepts; nothing else of it is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._depth = 0
        self._concept: TreeBuilder | None = None
        self._concept_depth = 0
        self._concept_line = 0
        self._found: list[tuple[int, Element]] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, chunk: bytes) -> list[tuple[int, Element]]:
        """The concepts that ``chunk`` completes, each with its first line."""
        return self._parse(chunk, last=False)

    def close(self) -> list[tuple[int, Element]]:
        """The concepts that the end of the file completes."""
        return self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> list[tuple[int, Element]]:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise self._fault("tbx_damaged", row=error.lineno, reason=reason) from error
        except (ValueError, LookupError) as error:
            # An encoding that Python does not know, or that expat cannot take from it.
            raise self._fault("tbx_damaged", row=1, reason=error) from error
        found, self._found = self._found, []
        return found

    def _fault(self, kind: str, **values: object) -> GlossaryError:
        return GlossaryError(f"error.glossary.{kind}", path=self._path, **values)

    def _doctype(self, *_: object) -> None:
        raise self._fault("tbx_doctype", row=self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        self._depth += 1
        if self._depth == 1 and (namespace, local) != (NAMESPACE, "tbx"):
            raise self._fault("tbx_root", root=local[:40])
        if self._depth == 1 and attributes.get("style", "dca") != "dca":
            raise self._fault("tbx_style", style=attributes["style"][:40])
        if self._depth > _DEEPEST:
            raise self._fault("tbx_deep", row=self._parser.CurrentLineNumber)
        if self._concept is None and (namespace, local) == (NAMESPACE, "conceptEntry"):
            self._concept = TreeBuilder()
            self._concept_depth = self._depth
            self._concept_line = self._parser.CurrentLineNumber
        if self._concept is not None:
            self._concept.start(local if namespace == NAMESPACE else name, attributes)

    def _end(self, name: str) -> None:
        if self._concept is not None:
            namespace, _, local = name.rpartition(" ")
            self._concept.end(local if namespace == NAMESPACE else name)
            if self._depth == self._concept_depth:
                self._found.append((self._concept_line, self._concept.close()))
                self._concept = None
        self._depth -= 1

    def _data(self, data: str) -> None:
        if self._concept is not None:
            self._concept.data(data)


def _term(concept: Element) -> Term:
    keyed: dict[str, list[str]] = {}
    labels: list[Element] = []
    names: dict[str, list[tuple[str, str, str]]] = {}
    for child in concept:
        if child.tag == "langSec":
            language = _language(child.get(f"{_XML} lang", ""))
            for section in child.iter("termSec"):
                names.setdefault(language, []).append(_name(section))
            labels += child.iter("admin")
        else:
            labels += child.iter()
    for note in concept.iter("note"):
        key, value = _note(note)
        if value:
            keyed.setdefault(key, []).append(value)
    japanese = _ranked(names.pop(_JAPANESE, []))
    approved = japanese[_PREFERRED][:1] or [("", "")]
    aliases = (*japanese[_PREFERRED][1:], *japanese[_ADMITTED])
    wrong = {_JAPANESE: japanese[_DEPRECATED]}
    translations: dict[str, tuple[str, ...]] = {}
    for language, several in names.items():
        ranked = _ranked(several)
        accepted = (*ranked[_PREFERRED], *ranked[_ADMITTED])
        if accepted:
            translations[language] = tuple(name for name, _ in accepted)
        wrong[language] = ranked[_DEPRECATED]
    return Term(
        ja=approved[0][0],
        reading=approved[0][1],
        easy=_first(keyed.get("easy", [])),
        translations=translations,
        category=_first(_typed(labels, "descrip", _SUBJECT)),
        departments=tuple(_typed(labels, "admin", _DEPARTMENT)),
        priority=_priority(keyed.get("priority", [])),
        aliases=tuple(Alias(*alias) for alias in aliases),
        forbidden={
            language: tuple(name for name, _ in several)
            for language, several in wrong.items()
            if several
        },
        note="\n".join(keyed.get("note", [])),
        source=_first(_typed(labels, "admin", _SOURCE)),
        review=tuple(keyed.get("review", [])),
    )


def _name(section: Element) -> tuple[str, str, str]:
    """Name, reading and status of a ``termSec``."""
    term = section.find("term")
    notes = [_note(note) for note in section.iter("note")]
    readings = [value for key, value in notes if key == "reading"]
    term_notes = list(section.iter("termNote"))
    return (
        "" if term is None else _text(term),
        # Not in TBX-Basic, but other dialects have them.
        _first(readings or _typed(term_notes, "termNote", "reading", "pronunciation")),
        _first(_typed(term_notes, "termNote", _STATUS)),
    )


def _ranked(names: list[tuple[str, str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Names with their readings by status; without a preferred one, the first is it."""
    ranked: dict[str, list[tuple[str, str]]] = {_PREFERRED: [], _ADMITTED: [], _DEPRECATED: []}
    for name, reading, status in names:
        if status in _WRONG:
            status = _DEPRECATED
        ranked[status if status in ranked else _ADMITTED].append((name, reading))
    if not ranked[_PREFERRED]:
        ranked[_PREFERRED] = [ranked[_ADMITTED].pop(0)] if ranked[_ADMITTED] else []
    return ranked


def _language(tag: str) -> str:
    lower = tag.lower()
    for known in (lower, "-".join(lower.split("-")[:2]), lower.split("-")[0]):
        if known in _TAGS:
            return _TAGS[known]
    return tag


def _note(note: Element) -> tuple[str, str]:
    """Key and value; a note without a key of ours is one for staff."""
    text = _text(note)
    keyed = _KEYED.fullmatch(text)
    return (keyed[1], keyed[2].strip()) if keyed else ("note", text)


def _priority(notes: list[str]) -> int:
    if not notes:
        return Term("", "").priority
    if notes[0] not in PRIORITIES:
        raise GlossaryError("error.glossary.priority")
    return int(notes[0])


def _typed(elements: Iterable[Element], tag: str, *types: str) -> list[str]:
    return [_text(e) for e in elements if e.tag == tag and e.get("type") in types]


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def _write(file: TextIO, number: int, term: Term) -> None:
    names = {
        _JAPANESE: [
            [
                *_name_lines(term.ja, _PREFERRED),
                *(_line("admin", name, _DEPARTMENT) for name in term.departments),
                *_keyed("reading", term.reading),
                *_keyed("easy", term.easy),
            ]
        ]
    }
    names[_JAPANESE] += [
        [*_name_lines(alias.spelling, _ADMITTED), *_keyed("reading", alias.reading)]
        for alias in term.aliases
    ]
    for language, renderings in term.translations.items():
        sections = names.setdefault(language, [])
        for rendering in renderings:
            sections.append(_name_lines(rendering, _ADMITTED if sections else _PREFERRED))
    for language, renderings in term.forbidden.items():
        sections = names.setdefault(language, [])
        sections += [_name_lines(rendering, _DEPRECATED) for rendering in renderings]
    lines = [
        f'<conceptEntry id="c{number}">',
        *([_line("descrip", term.category, _SUBJECT)] if term.category else ()),
        *([_line("admin", term.source, _SOURCE)] if term.source else ()),
        *_keyed("priority", str(term.priority)),
        *(line for column in term.review for line in _keyed("review", column)),
        # A note that looks like one of ours says that it is none.
        *(_keyed("note", term.note) if _KEYED.fullmatch(term.note) else _plain(term.note)),
    ]
    for language, sections in names.items():
        lines.append(f"  <langSec xml:lang={quoteattr(language)}>")
        for section in sections:
            lines += ["    <termSec>", *(f"    {line}" for line in section), "    </termSec>"]
        lines.append("  </langSec>")
    lines.append("</conceptEntry>")
    concept = "".join(f"      {line}\n" for line in lines)
    if found := NOT_IN_XML.search(concept):
        code = f"U+{ord(found.group()):04X}"
        raise GlossaryError("error.glossary.tbx_character", term=term.ja, code=code)
    file.write(concept)


def _name_lines(name: str, status: str) -> list[str]:
    return [_line("term", name), _line("termNote", status, _STATUS)]


def _keyed(key: str, value: str) -> list[str]:
    return [_line("note", f"{key}: {value}")] if value else []


def _plain(note: str) -> list[str]:
    return [_line("note", note)] if note else []


def _line(tag: str, text: str, type_: str = "") -> str:
    attribute = f' type="{type_}"' if type_ else ""
    # XML reads a bare carriage return as a line feed.
    return f"  <{tag}{attribute}>{escape(text, {chr(13): '&#13;'})}</{tag}>"
