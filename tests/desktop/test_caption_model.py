"""The list model tells exactly what changed."""

from __future__ import annotations

import pytest
from desktop_fakes import final, partial
from PySide6.QtCore import QAbstractItemModel, QModelIndex

from voice_counter.captions.events import Discarded
from voice_counter.desktop.caption_model import CaptionModel, Role


class Told:
    """What the model told its views, in order."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.calls: list[tuple[object, ...]] = []
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.dataChanged.connect(self._changed)
        model.modelReset.connect(self._reset)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.calls.append(("inserted", first, last))

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.calls.append(("removed", first, last))

    def _changed(self, top: QModelIndex, bottom: QModelIndex, roles: list[int]) -> None:
        self.calls.append(("changed", top.row(), bottom.row(), {Role(role) for role in roles}))

    def _reset(self) -> None:
        self.calls.append(("reset",))


@pytest.fixture
def model() -> CaptionModel:
    made = CaptionModel()
    made.begin_run()
    return made


def rows(model: CaptionModel) -> list[tuple[str, str, bool]]:
    return [
        (
            model.data(model.index(n), Role.STABLE),
            model.data(model.index(n), Role.UNSTABLE),
            model.data(model.index(n), Role.FINAL),
        )
        for n in range(model.rowCount())
    ]


def test_a_partial_is_split_where_it_becomes_unstable(model: CaptionModel) -> None:
    model.apply(partial(0, "住民票の写し", stable=4))
    assert rows(model) == [("住民票の", "写し", False)]
    assert model.data(model.index(0), Role.UTTERANCE) == 0
    assert model.data(model.index(0), Role.LANGUAGE) == "ja"


def test_growing_changes_one_row_and_names_the_roles(model: CaptionModel) -> None:
    told = Told(model)
    model.apply(partial(0, "住民", stable=0))
    model.apply(partial(0, "住民票", stable=0))
    model.apply(partial(0, "住民票の", stable=2))
    model.apply(final(0, "住民票の写し。"))
    assert told.calls == [
        ("inserted", 0, 0),
        ("changed", 0, 0, {Role.UNSTABLE}),
        ("changed", 0, 0, {Role.STABLE, Role.UNSTABLE}),
        ("changed", 0, 0, {Role.STABLE, Role.UNSTABLE, Role.FINAL}),
    ]
    assert rows(model) == [("住民票の写し。", "", True)]


def test_the_same_partial_again_tells_nothing(model: CaptionModel) -> None:
    model.apply(partial(0, "はい", stable=1))
    told = Told(model)
    model.apply(partial(0, "はい", stable=1))
    assert told.calls == []


def test_a_new_utterance_leaves_the_others_alone(model: CaptionModel) -> None:
    model.apply(final(0, "はい。"))
    told = Told(model)
    model.apply(partial(1, "いいえ"))
    assert told.calls == [("inserted", 1, 1)]


def test_a_final_can_come_after_the_next_utterance_began(model: CaptionModel) -> None:
    model.apply(partial(0, "はい"))
    model.apply(partial(1, "いいえ"))
    told = Told(model)
    model.apply(final(0, "はい。"))
    assert [call[:3] for call in told.calls] == [("changed", 0, 0)]
    assert [row[2] for row in rows(model)] == [True, False]


def test_utterances_stand_in_the_order_they_were_spoken(model: CaptionModel) -> None:
    model.apply(partial(1, "二"))
    model.apply(final(0, "一"))
    assert [stable + rest for stable, rest, _ in rows(model)] == ["一", "二"]


def test_a_discarded_utterance_leaves_the_screen(model: CaptionModel) -> None:
    model.apply(final(0, "はい。"))
    model.apply(partial(1, "ざわ"))
    told = Told(model)
    model.apply(Discarded(1))
    model.apply(Discarded(7))
    assert told.calls == [("removed", 1, 1)]
    assert rows(model) == [("はい。", "", True)]


def test_an_empty_final_takes_its_partial_away(model: CaptionModel) -> None:
    model.apply(partial(0, "ん"))
    model.apply(final(0, ""))
    assert model.rowCount() == 0


def test_a_settled_caption_is_not_unsettled_by_a_late_partial(model: CaptionModel) -> None:
    model.apply(final(0, "はい。"))
    model.apply(partial(0, "は"))
    assert rows(model) == [("はい。", "", True)]


def test_a_new_run_counts_anew_below_the_old_captions(model: CaptionModel) -> None:
    model.apply(final(0, "前。"))
    model.apply(partial(1, "途中", stable=1))
    model.begin_run()
    model.apply(final(0, "後。"))
    assert rows(model) == [("前。", "", True), ("途中", "", True), ("後。", "", True)]


def test_clearing_empties_and_the_present_utterance_comes_back(model: CaptionModel) -> None:
    model.apply(final(0, "はい。"))
    model.apply(partial(1, "いい"))
    told = Told(model)
    model.clear()
    assert told.calls == [("reset",)]
    assert model.rowCount() == 0
    model.apply(partial(1, "いいえ"))
    assert rows(model) == [("", "いいえ", False)]


def test_hours_of_captions_are_all_there_whoever_looks(model: CaptionModel) -> None:
    for number in range(600):
        model.apply(final(number, f"{number}番の方。"))
    assert [row[0] for row in rows(model)] == [f"{number}番の方。" for number in range(600)]
    told = Told(model)
    model.correct("1.3", "4番の方。")
    assert told.calls[0][:3] == ("changed", 3, 3)
    assert Role.STABLE in told.calls[0][3]  # type: ignore[operator]
    assert rows(model)[3][0] == "4番の方。"


def test_another_look_is_told_once_and_shown_in_every_row(model: CaptionModel) -> None:
    for number in range(3):
        model.apply(final(number, "住民票です。"))
    rows(model)
    told = Told(model)
    model.look(easy=lambda text: f"やさしい{text}")
    assert [call[:3] for call in told.calls] == [("changed", 0, 2)]
    easy = [model.data(model.index(number), Role.EASY) for number in range(3)]
    assert easy == ["やさしい住民票です。"] * 3


def test_only_the_root_has_rows(model: CaptionModel) -> None:
    model.apply(final(0, "はい。"))
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex(), Role.STABLE) is None


def test_qml_asks_by_name(model: CaptionModel) -> None:
    names = {bytes(name.data()).decode() for name in model.roleNames().values()}
    known = {"stableText", "unstableText", "utterance", "isFinal", "language"}
    known |= {"pieces", "key", "corrected", "telling", "side", "ruby", "easyText", "chips"}
    known |= {"translationLanguage"}
    known |= {"translation", "translationState", "backTranslation", "badges", "wrongNumbers"}
    assert names == known
