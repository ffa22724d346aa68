"""Which model recognises when the one that is wanted cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voice_counter.captions import engine
from voice_counter.errors import ModelError
from voice_counter.models.registry import load_registry
from voice_counter.models.store import ModelStore
from voice_counter.supervision.process import LostError


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    for name in ("tiny", "base", "small", "firefox-ja-en"):
        (tmp_path / name).mkdir()
    return ModelStore(tmp_path, load_registry())


@pytest.fixture
def usable(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Exception | None]], None]:
    def allow(outcomes: dict[str, Exception | None]) -> None:
        def path(_: ModelStore, model_id: str) -> Path:
            return Path(model_id)

        def recogniser(make: object) -> str:
            (folder,) = make.args  # type: ignore[attr-defined]
            fault = outcomes[folder.name]
            if fault is not None:
                raise fault
            return str(folder)

        monkeypatch.setattr(ModelStore, "path", path)
        monkeypatch.setattr(engine, "SupervisedRecogniser", recogniser)

    return allow


DAMAGED = ModelError("error.model.file_missing", model="small", path="model.bin")


def test_smaller_models_for_speech_the_largest_first(store: ModelStore) -> None:
    assert engine.smaller_models(store, "small") == ("base", "tiny")
    assert engine.smaller_models(store, "tiny") == ()
    assert engine.smaller_models(store, "unknown") == ()


def test_the_one_that_is_wanted(
    store: ModelStore, usable: Callable[[dict[str, Exception | None]], None]
) -> None:
    usable({"small": None})
    assert engine._supervised(store, "small") == ("small", None)


@pytest.mark.parametrize("fault", [DAMAGED, LostError("died")])
def test_the_next_smaller_one_with_the_reason(
    store: ModelStore, usable: Callable[[dict[str, Exception | None]], None], fault: Exception
) -> None:
    usable({"small": fault, "base": LostError("hung"), "tiny": None})
    recogniser, why = engine._supervised(store, "small")
    assert str(recogniser) == "tiny"
    assert why is not None
    assert (why.values["model"], why.values["other"]) == ("small", "tiny")


def test_without_any_the_first_fault_is_told(
    store: ModelStore, usable: Callable[[dict[str, Exception | None]], None]
) -> None:
    usable({"small": DAMAGED, "base": LostError("died"), "tiny": LostError("died")})
    with pytest.raises(ModelError) as told:
        engine._supervised(store, "small")
    assert told.value is DAMAGED
