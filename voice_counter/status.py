"""Is everything there? What the start screen says about each part, from a quick look.

A look, no test: :mod:`voice_counter.selftest` makes every part do its work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from voice_counter import paths, texts
from voice_counter.errors import UserError
from voice_counter.settings import load

Mark = Literal["green", "amber", "red"]
PARTS = ("microphone", "model", "languages", "glossary")


@dataclass(frozen=True, slots=True)
class Status:
    """How a part is.

    Attributes:
        part: one of ``PARTS``; its name is the text ``window.start.part_PART``.
        mark: ``red`` where nothing works without it, ``amber`` where something is missing.
        detail: in plain words, with what to do.
    """

    part: str
    mark: Mark
    detail: str


def look(
    microphones: Callable[[], list[str]],
    model_id: str | None = None,
    undrawable: Sequence[str] = (),
) -> Iterator[Status]:
    """The parts one after the other; never raises for what is wrong with one.

    Args:
        undrawable: tags of the languages for which no typeface is installed.
    """
    looks: dict[str, Callable[[], Status]] = {
        "microphone": lambda: _microphone(microphones()),
        "model": lambda: _model(model_id),
        "languages": lambda: _languages(undrawable),
        "glossary": _glossary,
    }
    for part, ask in looks.items():
        try:
            yield ask()
        except UserError as error:
            yield Status(part, "red", texts.explain(error))


def _microphone(names: list[str]) -> Status:
    if not names:
        raise UserError("error.audio.no_microphone")
    return Status("microphone", "green", names[0])


def _model(model_id: str | None) -> Status:
    from voice_counter.models.store import ModelStore

    store = ModelStore()
    wanted = model_id or store.default_id
    folder = store.root / wanted
    if not folder.is_dir():
        raise UserError("error.model.absent", model=wanted)
    return Status("model", "green", texts.text("window.start.model_there", model=wanted))


def _languages(undrawable: Sequence[str]) -> Status:
    from voice_counter.translation.engine import Offer
    from voice_counter.translation.load import installed

    offers: list[Offer] = installed()
    into = {offer.target for offer in offers if offer.source in ("ja", "en")} - {"ja"}
    if not into:
        return Status("languages", "red", texts.text("window.start.languages_none"))
    if undrawable:
        boxes = _names(undrawable)
        return Status("languages", "amber", texts.text("window.start.languages_boxes", names=boxes))
    names = _names(sorted(into))
    key = "window.start.languages_some" if len(into) < 5 else "window.start.languages_many"
    mark: Mark = "amber" if len(into) < 5 else "green"
    return Status("languages", mark, texts.text(key, names=names))


def _names(tags: Sequence[str]) -> str:
    return "、".join(texts.text(f"window.counter.name_{tag}") for tag in tags)


def _glossary() -> Status:
    from voice_counter.glossary import load_glossary
    from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary

    terms = load_glossary(*paths.glossary_folders())
    own = UserGlossary(paths.user_glossary() / FILE_NAME)
    own.load()
    detail = texts.text("window.start.glossary_there", count=len(terms), own=len(own.terms))
    return _with_office(detail)


def _with_office(detail: str) -> Status:
    """The terms, with a word about the office's updates, where there are any to be looked for."""
    from voice_counter.office.look import Found, last_look
    from voice_counter.office.store import OfficeStore

    store = OfficeStore()
    current = store.current()
    found = None
    if load()[0].office_folder and (last := last_look(store)) is not None:
        found = last.found
    mark: Mark = "green"
    if found is Found.FAULT:
        key, mark = "office_fault", "amber"
    elif found in (Found.ABSENT, Found.SLOW):
        key = "office_unreached"
    elif current is None:
        return Status("glossary", mark, detail)
    else:
        key = "office_current"
    day = current.day if current is not None else ""
    return Status("glossary", mark, texts.text(f"window.start.{key}", detail=detail, day=day))
