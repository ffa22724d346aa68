"""Settings files of any content, at any layer: settings, and faults that can be told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import hostile
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice_counter import settings
from voice_counter.texts import explain

PLACES = (
    "user/settings.toml",
    "site/settings.toml",
    "user/profiles/x.toml",
    "site/profiles/x.toml",
)


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_COUNTER_CONFIG", str(tmp_path / "user"))
    monkeypatch.setenv("VOICE_COUNTER_SITE_CONFIG", str(tmp_path / "site"))


@hostile.FEW
@given(
    place=st.sampled_from(PLACES),
    content=hostile.documents(
        'theme = "dark"\n', "font_size = 40\n", "font_size = true\n", "font_size.a = 1\n",
        "[font_size]\n", "[locked]\n", "locked = 1\n", 'profile = "x"\n',
        'profile = "../../evil"\n',
        "profile = [1]\n", "event_min_seconds = nan\n", "# comment\n", "[[a]]\n", '"" = 1\n',
    ),
)  # fmt: skip
@example(place=PLACES[0], content=b"a = " + b"[" * hostile.DEEP)
@example(place=PLACES[0], content=b"event_min_seconds = 0x" + b"f" * 9000)
@example(place=PLACES[1], content=b"event_min_seconds = 0x" + b"f" * 9000)
@example(place=PLACES[0], content=b"font_size = 0x" + b"f" * 9000)
@example(place=PLACES[0], content=b"#" * (1 << 21))
def test_any_file_leaves_settings_to_work_with(tmp_path: Path, place: str, content: bytes) -> None:
    for name in PLACES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if name == place else b"")
    stored = settings.read()
    for fault in stored.faults:
        assert explain(fault, "ja")
    for name, declared in settings.DECLARATIONS.items():
        assert declared.valid(getattr(stored.settings, name))
    settings.save(replace(stored.settings, theme="bright"))
    assert settings.read().settings.theme == "bright" or "theme" in stored.locked
    assert sorted(each.name for each in tmp_path.iterdir()) == ["site", "user"]
    for each in (tmp_path / "user").glob("*.damaged"):
        each.unlink()
