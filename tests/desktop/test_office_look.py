"""The window looks for the office's updates, and goes on whatever the share does."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from desktop_fakes import until

from voice_counter.desktop.office_look import OfficeLook
from voice_counter.desktop.preferences import Preferences
from voice_counter.office.look import Found, last_look, update
from voice_counter.office.store import OfficeStore

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "signed"))
from signed_packages import Signer

ROWS = "ja,reading\n北沢まちの窓,きたざわまちのまど\n".encode()


@pytest.fixture
def share(tmp_path: Path, own_settings: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    own_settings.parent.mkdir(parents=True, exist_ok=True)
    own_settings.write_text(f'office_folder = "{folder.as_posix()}"\n', encoding="utf-8")
    signer = Signer()
    for serial in (1, 2):
        about = {"kind": "office", "serial": serial}
        signer.zip(folder / f"update-{serial}.zip", {"glossary/a.csv": ROWS}, **about)
    store = OfficeStore()
    update(folder / "update-1.zip", store, lambda _: None, lambda: True)
    return folder


def look(seconds: float = 60) -> tuple[Preferences, list[str]]:
    preferences = Preferences()
    refreshed: list[str] = []
    looking = OfficeLook(preferences, lambda: refreshed.append(""), seconds)
    looking.begin()
    until(lambda: bool(refreshed))
    return preferences, refreshed


def test_a_new_update_is_told(share: Path) -> None:
    assert share.is_dir()
    preferences, refreshed = look()
    assert "次に開いたとき" in preferences.property("notice")
    assert len(refreshed) == 1
    current = OfficeStore().current()
    assert current is not None
    assert current.serial == 2


def test_an_absent_share_is_only_noted(share: Path) -> None:
    shutil.rmtree(share)
    preferences, _ = look()
    assert preferences.property("notice") == ""
    found = last_look(OfficeStore())
    assert found is not None
    assert found.found is Found.ABSENT


def test_nothing_is_looked_for_unless_a_folder_is_set(
    share: Path, own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert share.is_dir()
    own_settings.write_text("", encoding="utf-8")
    called: list[object] = []
    monkeypatch.setattr(
        "voice_counter.desktop.office_look.in_background", lambda *given: called.append(given)
    )
    OfficeLook(Preferences(), lambda: None).begin()
    assert called == []
