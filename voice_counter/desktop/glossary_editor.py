"""The view model of the glossary page: find terms, read them, add them, put them right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QStandardPaths, QTimer, QUrl, Signal, Slot

from voice_counter import texts
from voice_counter.desktop.core import Core, Terms
from voice_counter.desktop.editor_page import EditorPage, Mode
from voice_counter.desktop.jobs import Jobs
from voice_counter.desktop.languages_of_terms import term_languages
from voice_counter.desktop.rehearing import Rehearing
from voice_counter.desktop.session import CaptionSession
from voice_counter.desktop.term_form import Place, TermForm
from voice_counter.desktop.term_list import TermList, TermSearch
from voice_counter.desktop.term_view import term_map
from voice_counter.errors import GlossaryError
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.terms import Alias, Glossary, Term
from voice_counter.glossary.user_glossary import suggest_reading

PAUSE_MS = 150
"""The list follows the search field when somebody stops typing for so long."""


_SHUTDOWN_SECONDS = 5.0


class GlossaryEditor(EditorPage):
    """All of the page but its looks.

    Args:
        core: where the terms are.
        session: whose captioner is to use them.
    """

    listChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    currentChanged = Signal()  # noqa: N815
    termsChanged = Signal()  # noqa: N815
    """For the other view models: ``glossary`` is another one now."""

    def __init__(self, core: Core, session: CaptionSession) -> None:
        super().__init__()
        self._core = core
        self._jobs = Jobs(self)
        self._languages = term_languages()
        self._names = {language.code: language.name for language in self._languages}
        self._rehearing = Rehearing(core, self._jobs, lambda: session.captioner)
        self._form = TermForm(lambda: self._place, self)
        self._list = TermList(self)
        self._terms: Terms | None = None
        self._place: Place | None = None
        self._glossary = Glossary(())
        self._search = TermSearch(self._glossary)
        self._query = ""
        self._current = ""
        self._alias = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.search)
        session.captionerLoaded.connect(self._rehearing.captioner_loaded)

    # -- properties ---------------------------------------------------------------------------

    form = Property(QObject, lambda self: self._form, constant=True)
    results = Property(QObject, lambda self: self._list, constant=True)
    rehearing = Property(QObject, lambda self: self._rehearing, constant=True)
    languages = Property(list, lambda self: self._language_maps(), constant=True)
    ready = Property(bool, lambda self: self._terms is not None, notify=listChanged)
    query = Property(str, lambda self: self._query, notify=listChanged)
    count = Property(int, lambda self: self._list.rowCount(), notify=listChanged)
    canUndo = Property(bool, lambda self: self._can_undo(), notify=listChanged)  # noqa: N815
    canExport = Property(bool, lambda self: self._can_export(), notify=listChanged)  # noqa: N815
    currentRow = Property(  # noqa: N815
        int, lambda self: self._list.place(self._current), notify=currentChanged
    )

    def _language_maps(self) -> list[dict[str, str]]:
        return [
            {"code": each.code, "own": each.own, "name": each.name, "face": each.face}
            for each in self._languages
        ]

    def _can_undo(self) -> bool:
        return self._terms is not None and self._terms.own.can_undo

    def _can_export(self) -> bool:
        return self._terms is not None and bool(self._terms.own.terms)

    def _detail(self) -> dict[str, Any]:
        term = self._glossary.get(self._current)
        if term is None or self._terms is None:
            return {}
        return self.describe(term)

    current = Property("QVariantMap", _detail, notify=currentChanged)  # type: ignore[arg-type]

    def _count_text(self) -> str:
        return texts.text("window.glossary_count", count=self._list.rowCount())

    def _choose_text(self) -> str:
        return texts.text("window.glossary_choose", word=self._alias)

    def _use_text(self) -> str:
        values = {"word": self._alias, "term": self._current}
        return texts.text("window.glossary_use_alias", **values) if self._current else ""

    countText = Property(str, _count_text, notify=listChanged)  # noqa: N815
    chooseText = Property(str, _choose_text, notify=currentChanged)  # noqa: N815
    useText = Property(str, _use_text, notify=currentChanged)  # noqa: N815

    @property
    def unsaved(self) -> bool:
        """Whether the form has something that the glossary has not."""
        return self._form.dirty

    @property
    def glossary(self) -> Glossary:
        """The terms in force; none before they are read."""
        return self._glossary

    @property
    def analyser(self) -> Analyser | None:
        """Reads words with the terms in force; None before they are read."""
        return None if self._place is None else self._place.analyser

    def describe(self, term: Term) -> dict[str, Any]:
        """Everything about ``term`` for QML."""
        terms = self._terms
        return term_map(
            term,
            self._languages,
            own=terms is not None and terms.own.get(term.ja) is not None,
            shipped=terms is not None and terms.others.get(term.ja) is not None,
        )

    # -- the page -----------------------------------------------------------------------------

    @Slot()
    def prepare(self) -> None:
        """Read the terms, in the background."""

        def work() -> Terms:
            terms = self._core.terms()
            Analyser(terms.others).reading("準備")  # loads the dictionary: not while somebody types
            return terms

        self._jobs.start(
            work, self._take, lambda error: self._tell(texts.explain(error), fault=True)
        )

    @Slot()
    def show(self) -> None:
        """Open the page where it was left."""
        if self._terms is None:
            self.prepare()
        elif self._terms.own.changed_outside:
            self._attempt(self._read_again)
        self._set_open(True)

    @Slot(str)
    def type(self, query: str) -> None:
        """The search field has another text: search when the typing pauses."""
        if query != self._query:
            self._query = query
            self._timer.start()

    @Slot()
    def search(self) -> None:
        """Search at once."""
        self._timer.stop()
        terms = self._terms
        self._list.show(
            self._search.find(self._query), () if terms is None else (t.ja for t in terms.own.terms)
        )
        if self._list.place(self._current) < 0:
            shown = self._list.terms
            self._current = shown[0].ja if shown else ""
        self.listChanged.emit()
        self.currentChanged.emit()

    @Slot(int)
    def choose(self, row: int) -> None:
        """Show the term of that row."""
        if 0 <= row < len(self._list.terms) and self._list.terms[row].ja != self._current:
            self._current = self._list.terms[row].ja
            self.currentChanged.emit()

    @Slot(str)
    def showTerm(self, ja: str) -> None:  # noqa: N802
        """Open the page at a term."""
        self.show()
        self._enter(Mode.BROWSE)
        self._find(ja)

    # -- changes ------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Begin a new term; what was searched for in vain is its spelling."""
        self._begin(None, ja=self._query if not self._list.terms else "")

    @Slot(str)
    def addWord(self, ja: str) -> None:  # noqa: N802
        """Open the page with a new term of that spelling."""
        self.show()
        self._begin(None, ja=ja)

    @Slot(str)
    def chooseFor(self, word: str) -> None:  # noqa: N802
        """Open the page to choose the term that ``word`` is another name of."""
        self._alias = word
        self.show()
        self._enter(Mode.CHOOSE)
        self.currentChanged.emit()

    @Slot()
    def useAlias(self) -> None:  # noqa: N802
        """The term was chosen: show it with its new alias, to be saved."""
        term = self._glossary.get(self._current)
        place = self._place
        if self._mode is Mode.CHOOSE and term is not None and place is not None:
            reading = suggest_reading(self._alias, place.analyser) or hiragana(self._alias)
            self._begin(term, alias=Alias(self._alias, reading))

    @Slot()
    def correct(self) -> None:
        """Put the present term right."""
        term = self._glossary.get(self._current)
        if term is not None:
            self._begin(term)

    @Slot()
    def save(self) -> None:
        """Write the term of the form into the glossary of this PC."""
        self._form.check()
        if self._terms is None or not self._form.property("complete"):
            return
        own = self._terms.own
        replaced = self._form.replaced
        written: list[Term] = []

        def write() -> None:
            term = self._form.term()
            written.append(own.add(term) if replaced is None else own.replace(replaced, term))

        if self._attempt(write):
            ja = written[0].ja
            self._enter(Mode.BROWSE)
            self._find(ja)
            self._tell("")
            self._rehearing.ask(self._glossary, ja)

    @Slot()
    def remove(self) -> None:
        """Take the present term out of those of this PC; a shipped one comes back in its place."""
        terms, ja = self._terms, self._current
        if terms is None or terms.own.get(ja) is None:
            return
        if self._attempt(lambda: terms.own.remove(ja)):
            shipped = terms.others.get(ja) is not None
            key = "window.glossary_restored" if shipped else "window.glossary_removed"
            self._tell(texts.text(key, term=ja))
            self._rehearing.ask(self._glossary, "")

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        terms = self._terms
        if terms is None:
            return
        undone: list[str] = []

        def take_back() -> None:
            step = terms.own.undo()
            undone.extend(term.ja for term in (step.before, step.after) if term is not None)

        if self._attempt(take_back):
            self._find(undone[0])
            self._tell(texts.text("window.glossary_undone", term=undone[0]))
            self._rehearing.ask(self._glossary, "")

    @Slot(result=QUrl)
    def exportPlace(self) -> QUrl:  # noqa: N802
        """Where an export is offered to go."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = texts.text("window.glossary_export_name", date=date.today().isoformat())
        return QUrl.fromLocalFile(str(Path(folder) / name))

    @Slot(QUrl)
    def exportTo(self, place: QUrl) -> None:  # noqa: N802
        """Write the terms of this PC into another file."""
        terms = self._terms
        if terms is None:
            return
        path = Path(place.toLocalFile())
        if self._attempt(lambda: terms.own.export(path)):
            count = len(terms.own.terms)
            self._tell(texts.text("window.glossary_exported", count=count, path=path))

    def shutdown(self, seconds: float = _SHUTDOWN_SECONDS) -> bool:
        """Wait for the jobs, for the process is about to end. Says whether all ended."""
        return self._jobs.join(seconds)

    def _close(self) -> None:
        self._rehearing.dismiss()
        super()._close()

    # -- inside -------------------------------------------------------------------------------

    def _take(self, terms: Terms) -> None:
        if self._terms is not None:
            return
        self._terms = terms
        self._refresh()
        if terms.fault is not None:
            self._tell(texts.explain(terms.fault), fault=True)
        if terms.own.terms:
            # Their order among the files is none of the captioner's business.
            self._rehearing.ask(self._glossary, "")

    def _refresh(self) -> None:
        """The terms are others than before."""
        terms = self._terms
        if terms is None:
            return
        self._glossary = terms.together()
        self._place = Place(
            Glossary(terms.own.terms), terms.others, Analyser(self._glossary), self._names
        )
        self._search = TermSearch(self._glossary)
        self.search()
        self.termsChanged.emit()

    def _attempt(self, change: Callable[[], object]) -> bool:
        """Make a change; a fault is told, and what is on disk is shown in any case."""
        try:
            change()
        except GlossaryError as error:
            self._refresh()
            self._tell(texts.explain(error), fault=True)
            return False
        self._refresh()
        return True

    def _read_again(self) -> None:
        terms = self._terms
        if terms is not None:
            terms.own.load()
            raise GlossaryError("error.glossary.changed_outside", path=terms.own.path)

    def _begin(self, base: Term | None, *, alias: Alias | None = None, ja: str = "") -> None:
        if self._terms is None:
            return
        own = base is not None and self._terms.own.get(base.ja) is not None
        self._rehearing.dismiss()
        self._tell("")
        self._form.begin(base, own=own, alias=alias, ja=ja)
        self._enter(Mode.FORM)

    def _find(self, ja: str) -> None:
        """Make ``ja`` the present term, and clear the search where it hides it."""
        self._current = ja
        if self._glossary.get(ja) is not None and self._list.place(ja) < 0:
            self._query = ""
        self.search()
