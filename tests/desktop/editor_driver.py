"""Hands and eyes for the view model of the glossary page."""

from __future__ import annotations

from typing import Any

from desktop_fakes import SHIPPED
from PySide6.QtCore import QObject

from voice_counter.desktop.glossary_editor import GlossaryEditor
from voice_counter.desktop.term_form import TermForm
from voice_counter.desktop.term_list import TermList, TermRole

CARE = SHIPPED[0]


def get(thing: QObject, name: str) -> Any:
    return thing.property(name)


def form(editor: GlossaryEditor) -> TermForm:
    made = get(editor, "form")
    assert isinstance(made, TermForm)
    return made


def write(editor: GlossaryEditor, **fields: str) -> None:
    for name, text in fields.items():
        form(editor).edit(name.replace("_", "-"), text)
    form(editor).check()


def found(editor: GlossaryEditor, query: str) -> list[str]:
    editor.type(query)
    editor.search()
    shown = get(editor, "results")
    assert isinstance(shown, TermList)
    return [shown.data(shown.index(row), TermRole.JA) for row in range(shown.rowCount())]


def added(editor: GlossaryEditor, ja: str, **fields: str) -> None:
    editor.addWord(ja)
    write(editor, **fields)
    editor.save()


def verdict(editor: GlossaryEditor) -> str:
    return str(get(get(editor, "rehearing"), "verdict"))
