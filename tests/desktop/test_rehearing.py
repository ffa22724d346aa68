"""Whether a saved term is heard: told by the last utterance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desktop_fakes import FakeCore, until
from editor_driver import CARE, added, get, verdict, write

from voice_counter.desktop.glossary_editor import GlossaryEditor
from voice_counter.desktop.session import CaptionSession


def test_a_saved_term_is_tried_on_the_last_utterance(
    editor: GlossaryEditor, core: FakeCore
) -> None:
    core.captioner.heard = "明日 <出張所> に行きます。"
    core.captioner.may_hear.clear()
    added(editor, "出張所", reading="しゅっちょうじょ")
    assert verdict(editor) == "working"
    core.captioner.may_hear.set()
    until(lambda: verdict(editor) == "heard")
    rehearing = get(editor, "rehearing")
    assert "「明日 <出張所> に行きます。」と聞き取られます" in get(rehearing, "message")
    assert "明日 &lt;<b><u>出張所</u></b>&gt; に" in get(rehearing, "marked")
    assert core.captioner.used[-1].glossary.get("出張所") is not None


@pytest.mark.parametrize(
    ("heard", "outcome", "text"),
    [
        ("明日行きます。", "unheard", "この用語はまだ出ません"),
        (None, "nothing", "まだ発話がない"),
        (RuntimeError("out of memory"), "fault", "out of memory"),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_else_may_come_of_it(
    editor: GlossaryEditor,
    core: FakeCore,
    heard: str | BaseException | None,
    outcome: str,
    text: str,
) -> None:
    core.captioner.heard = heard
    added(editor, "出張所", reading="しゅっちょうじょ")
    until(lambda: verdict(editor) == outcome)
    assert text in get(get(editor, "rehearing"), "message")
    get(editor, "rehearing").dismiss()
    assert verdict(editor) == "none"


def test_an_alias_counts_as_heard(editor: GlossaryEditor, core: FakeCore) -> None:
    core.captioner.heard = "国保です。"
    editor.showTerm("国民健康保険")
    editor.correct()
    write(editor, easy="区の保険")
    editor.save()
    until(lambda: verdict(editor) == "heard")


def test_only_the_last_of_two_quick_changes_is_told(editor: GlossaryEditor, core: FakeCore) -> None:
    core.captioner.heard = "出張所です。"
    core.captioner.may_hear.clear()
    added(editor, "窓口")
    added(editor, "出張所", reading="しゅっちょうじょ")
    core.captioner.may_hear.set()
    until(lambda: verdict(editor) == "heard")
    assert core.captioner.used[-1].glossary.get("出張所") is not None


def test_before_the_models_are_there(core: FakeCore, session: CaptionSession) -> None:
    core.may_load.clear()
    editor = GlossaryEditor(core, session)
    editor.prepare()
    session.prepare()
    until(lambda: bool(get(editor, "ready")))
    added(editor, "窓口")
    assert verdict(editor) == "unready"
    core.may_load.set()
    until(lambda: bool(core.captioner.used))
    assert core.captioner.used[-1].glossary.get("窓口") is not None
    assert editor.shutdown()


def test_own_terms_are_used_from_the_start(core: FakeCore, session: CaptionSession) -> None:
    core.own.load()
    core.own.add(replace(CARE, easy="自分の"))
    editor = GlossaryEditor(core, session)
    editor.prepare()
    session.prepare()
    until(lambda: bool(core.captioner.used))
    used = core.captioner.used[-1].glossary.get("要介護認定")
    assert used is not None
    assert used.easy == "自分の"
    assert editor.shutdown()
