"""Updates of the office: packed, looked for, installed, read; the user's own is never touched."""

from __future__ import annotations

import io
import json
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest
from signed_packages import Signer

from voice_counter import paths, settings, status
from voice_counter.cli import main
from voice_counter.errors import PackageError, UserError
from voice_counter.glossary import load_glossary
from voice_counter.glossary.files import write_terms
from voice_counter.glossary.profiles import profile
from voice_counter.glossary.terms import Term
from voice_counter.office import look as looking
from voice_counter.office.conflicts import conflicts
from voice_counter.office.look import Found, Look, in_background, last_look, update
from voice_counter.office.pack import pack
from voice_counter.office.store import OfficeStore
from voice_counter.signed import Kind, fingerprint
from voice_counter.translation.load import load_phrase_sets
from voice_counter.translation.phrases import load_phrases

TERM = (
    "ja,reading,en\n住民票,じゅうみんひょう,{en}\n北沢まちの窓,きたざわまちのまど,Kitazawa Desk\n"
)
PHRASE = "key,ja,en\noffice-1,{ja},Please go to window 3.\n"
SETS = '[[set]]\nid = "ours"\nname = "区の文"\nname_en = "Ours"\nplace = "counter"\n'
SETS += 'phrases = ["office-1"]\n'
DESK = 'name = "北沢"\nname_en = "Kitazawa"\ndepartments = ["区民事務所"]\n'


@pytest.fixture
def signer() -> Signer:
    return Signer()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    write(folder, "glossary/kitazawa.csv", TERM.format(en="Resident record"))
    write(folder, "phrases/office.csv", PHRASE.format(ja="3番の窓口へどうぞ、北沢です。"))
    write(folder, "phrases/sets.toml", SETS)
    write(folder, "desks/kitazawa.toml", DESK)
    write(folder, "settings/settings.toml", 'theme = "dark"\nfont_size = 48\n')
    write(folder, "settings/profiles/窓口9.toml", "event_lines = 3\n")
    return folder


@pytest.fixture
def share(tmp_path: Path, source: Path, signer: Signer) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    pack(source, folder / "update-1.zip", signer.private, "11月の更新", serial=1)
    return folder


def write(folder: Path, name: str, content: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8-sig" if name.endswith("csv") else "utf-8")


def take(path: Path, signer: Signer | None = None) -> Look:
    store = OfficeStore()
    expected = fingerprint(signer.key) if signer else ""
    return update(path, store, store.trust(expected), lambda: True)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# What an update brings ---------------------------------------------------------------------------


def test_every_loader_reads_it(share: Path, signer: Signer) -> None:
    assert load_glossary(*paths.glossary_folders()).get("北沢まちの窓") is None
    assert take(share, signer).found is Found.INSTALLED
    terms = load_glossary(*paths.glossary_folders())
    found = terms.get("北沢まちの窓")
    assert found is not None
    assert found.translations["en"] == ("Kitazawa Desk",)
    record = terms.get("住民票")
    assert record is not None
    assert record.translations["en"] == ("Resident record",), "before the one that ships"
    assert "office-1" in {each.key for each in load_phrases(*paths.phrase_folders())}
    assert "ours" in {each.id for each in load_phrase_sets().sets}
    assert profile("kitazawa").name == "北沢"
    assert [profile(each).id for each in _shipped()] == _shipped(), "those that ship are left"
    stored = settings.read()
    assert (stored.settings.theme, stored.settings.font_size) == ("dark", 48)
    assert stored.layers["theme"] is settings.Layer.SITE
    assert settings.profile_names() == ("窓口9",)
    settings.use_profile("窓口9")
    assert settings.read().settings.event_lines == 3


def _shipped() -> list[str]:
    return sorted(path.stem for path in (paths.glossaries() / "profiles").glob("*.toml"))


def test_the_users_own_always_counts(share: Path, signer: Signer, tmp_path: Path) -> None:
    own = Term("住民票", "じゅうみんひょう", translations={"en": ("My record",)})
    write_terms(tmp_path / "own" / "own-terms.csv", [own])
    write(tmp_path / "own", "phrases/mine.csv", PHRASE.format(ja="3番へどうぞ。"))
    write(tmp_path / "config", "settings.toml", "font_size = 60\n")
    before = files(tmp_path / "own"), files(tmp_path / "config")
    take(share, signer)
    assert (files(tmp_path / "own"), files(tmp_path / "config")) == before
    found = load_glossary(*paths.glossary_folders()).get("住民票")
    assert found is not None
    assert found.translations["en"] == ("My record",)
    assert settings.read().settings.font_size == 60
    content = OfficeStore().content()
    assert content is not None
    listed = {(each.kind, each.name): (each.own, each.office) for each in conflicts(content)}
    assert listed == {
        ("term", "住民票"): ("My record", "Resident record"),
        ("phrase", "office-1"): ("3番へどうぞ。", "3番の窓口へどうぞ、北沢です。"),
        ("setting", "font_size"): ("60", "48"),
    }


def test_the_same_in_both_is_no_conflict(share: Path, signer: Signer, tmp_path: Path) -> None:
    same = Term("北沢まちの窓", "きたざわまちのまど", translations={"en": ("Kitazawa Desk",)})
    write_terms(tmp_path / "own" / "own-terms.csv", [same])
    take(share, signer)
    content = OfficeStore().content()
    assert content is not None
    assert conflicts(content) == ()


def test_the_administrators_file_counts_more(share: Path, signer: Signer) -> None:
    write(
        settings.site_path().parent, "settings.toml", 'theme = "bright"\n[locked]\nfont_size = 32\n'
    )
    assert take(share, signer).found is Found.INSTALLED
    assert settings.read().settings.theme == "bright"
    assert settings.read().settings.font_size == 32


def test_an_update_locks_nothing(source: Path, signer: Signer, tmp_path: Path) -> None:
    write(source, "settings/settings.toml", "[locked]\nfont_size = 32\n")
    pack(source, tmp_path / "update.zip", signer.private, serial=1)
    assert take(tmp_path / "update.zip", signer).found is Found.INSTALLED
    stored = settings.read()
    assert stored.locked == frozenset()
    assert stored.settings.font_size != 32


# One after the other -----------------------------------------------------------------------------


def test_the_newest_of_a_folder_is_used_and_replaces_the_one_before(
    share: Path, source: Path, signer: Signer
) -> None:
    take(share, signer)
    write(source, "glossary/kitazawa.csv", TERM.format(en="Certificate"))
    pack(source, share / "a-later-one.zip", signer.private, serial=7)
    assert take(share).found is Found.INSTALLED, "the key is known by now"
    current = OfficeStore().current()
    assert current is not None
    assert current.serial == 7
    assert len(list((paths.office() / "packages").iterdir())) == 1
    assert take(share).found is Found.SAME


def test_a_stale_share_changes_nothing(share: Path, source: Path, signer: Signer) -> None:
    pack(source, share / "update-2.zip", signer.private, serial=2)
    take(share, signer)
    (share / "update-2.zip").unlink()
    found = take(share)
    assert found.found is Found.FAULT
    assert "番号 1" in found.reason
    current = OfficeStore().current()
    assert current is not None
    assert current.serial == 2


def test_an_absent_share_changes_nothing(share: Path, signer: Signer) -> None:
    take(share, signer)
    shutil.rmtree(share)
    assert take(share).found is Found.ABSENT
    assert load_glossary(*paths.glossary_folders()).get("北沢まちの窓") is not None
    share.mkdir()
    assert take(share).found is Found.NOTHING


def test_a_package_of_somebody_else_beside_it(share: Path, signer: Signer) -> None:
    take(share, signer)
    Signer().zip(
        share / "evil.zip", {"glossary/a.csv": b"ja,reading\n"}, kind=Kind.OFFICE, serial=9
    )
    (share / "broken.zip").write_bytes(b"PK")
    found = take(share)
    assert (found.found, found.reason != "") == (Found.SAME, True)
    current = OfficeStore().current()
    assert current is not None
    assert current.serial == 1


def test_the_first_update_needs_the_fingerprint(share: Path, signer: Signer) -> None:
    assert take(share).found is Found.FAULT
    assert OfficeStore().current() is None
    assert take(share, Signer()).found is Found.FAULT
    assert take(share, signer).found is Found.INSTALLED


# What is refused ---------------------------------------------------------------------------------

BAD = [
    ("program.exe", "MZ"),
    ("glossary/deep/a.csv", "ja,reading\n"),
    ("settings/other.toml", ""),
    ("glossary/a.csv", "ja\n住民票\n"),
    ("phrases/b.csv", "key,ja\n,なし\n"),
    ("phrases/sets.toml", "[[set]]\nid = 3\n"),
    ("desks/a.toml", 'name = "a"\nname_en = "a"\ndepartments = ["ない課"]\n'),
    ("settings/settings.toml", "font_size = 9999\n"),
    ("settings/settings.toml", "font_size = \n"),
    ("settings/profiles/a.toml", 'theme = "no such"\n'),
    ("settings/settings.toml", f"a = {'[' * 100_000}{']' * 100_000}\n"),
]


@pytest.mark.parametrize(("name", "content"), BAD)
def test_what_the_counters_would_stumble_over(
    name: str, content: str, share: Path, source: Path, signer: Signer, tmp_path: Path
) -> None:
    take(share, signer)
    write(source, name, content)
    with pytest.raises(UserError):
        pack(source, tmp_path / "bad.zip", signer.private, serial=5)
    assert not (tmp_path / "bad.zip").exists()
    # And where somebody packs it by other means, it is not installed.
    Signer(signer.private).zip(share / "bad.zip", files(source), kind=Kind.OFFICE, serial=5)
    assert take(share).found is Found.FAULT
    current = OfficeStore().current()
    assert current is not None
    assert current.serial == 1
    assert [path.name[:2] for path in (paths.office() / "packages").iterdir()] == ["1-"]


def test_every_changed_file_is_noticed(share: Path, source: Path, signer: Signer) -> None:
    take(share, signer)
    folder = share / "unpacked"
    signer.folder(folder, files(source), kind=Kind.OFFICE, serial=5)
    for name in files(folder):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[:-2] + b"~" + content[-1:])
        assert take(folder).found is Found.FAULT, name
        (folder / name).write_bytes(content)
    assert take(folder).found is Found.INSTALLED


def test_an_interrupted_installation_leaves_the_old_one(
    share: Path, source: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(share, signer)
    pack(source, share / "update-2.zip", signer.private, serial=2)

    def stopped(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voice_counter.office.contents.check", stopped)
    with pytest.raises(KeyboardInterrupt):
        take(share)
    current = OfficeStore().current()
    assert current is not None
    assert current.serial == 1
    monkeypatch.undo()


@pytest.mark.parametrize("content", [b"", b"../../etc", b"\xff", b"1-00000000", b"x" * 5000])
def test_a_damaged_pointer_is_no_update(content: bytes, share: Path, signer: Signer) -> None:
    take(share, signer)
    (paths.office() / "current").write_bytes(content)
    assert OfficeStore().current() is None
    assert len(paths.glossary_folders()) == 2
    assert take(share).found is Found.INSTALLED, "mended by the next look"


def test_settings_that_notepad_has_marked(source: Path, signer: Signer, tmp_path: Path) -> None:
    file = source / "settings" / "settings.toml"
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    pack(source, tmp_path / "update.zip", signer.private, serial=1)
    assert take(tmp_path / "update.zip", signer).found is Found.INSTALLED
    assert settings.load()[0].font_size == 48
    write(tmp_path / "config", "settings.toml", "font_size = 30\n")
    content = OfficeStore().content()
    assert content is not None
    assert [each.name for each in conflicts(content)] == ["font_size"]


def test_files_made_to_do_harm_are_none(share: Path, signer: Signer) -> None:
    take(share, signer)
    store = OfficeStore()
    content = store.content()
    assert content is not None
    deep = "[" * 100_000
    (content / "settings" / "settings.toml").write_text(f"a = {deep}")
    assert conflicts(content) == ()
    (store.root / "last-look.json").write_text(deep)
    assert last_look(store) is None
    (content / "update.json").write_text(deep)
    assert store.current() is None


def test_a_damaged_key_lets_no_other_one_in(share: Path, signer: Signer) -> None:
    take(share, signer)
    (paths.office() / "trusted-key").write_text("damaged")
    with pytest.raises(PackageError, match=r"error\.package\.key"):
        take(share, signer)


# In the background -------------------------------------------------------------------------------


def test_a_share_that_does_not_answer_is_given_up(
    share: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(share, signer)
    answer, looked = threading.Event(), threading.Event()
    real = looking.open_package

    def slow(*arguments: object) -> object:
        answer.wait()
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "open_package", slow)
    found: list[Look] = []
    began = time.monotonic()
    in_background(share, OfficeStore(), lambda look: (found.append(look), looked.set())[0], 0.05)
    assert time.monotonic() - began < 5, "nobody waits for it"
    assert looked.wait(30)
    assert [look.found for look in found] == [Found.SLOW]
    kept = last_look(OfficeStore())
    assert kept is not None
    assert kept.found is Found.SLOW
    looks = [thread for thread in threading.enumerate() if thread.name == "office"]
    assert [thread.daemon for thread in looks] == [True]
    answer.set()
    looks[0].join(30)
    assert not looks[0].is_alive()
    kept = last_look(OfficeStore())
    assert kept is not None
    assert kept.found is Found.SLOW, "what comes too late is left for the next start"


def test_too_late_is_not_installed(share: Path, source: Path, signer: Signer) -> None:
    take(share, signer)
    pack(source, share / "update-2.zip", signer.private, serial=2)
    store = OfficeStore()
    assert update(share, store, store.trust(), lambda: False).found is Found.SAME
    current = store.current()
    assert current is not None
    assert current.serial == 1


def test_the_background_trusts_no_new_key(share: Path) -> None:
    looked = threading.Event()
    found: list[Look] = []
    in_background(share, OfficeStore(), lambda look: (found.append(look), looked.set())[0], 30)
    assert looked.wait(30)
    assert found[0].found is Found.FAULT
    assert "指紋" in found[0].reason


def test_the_start_screen_tells(share: Path, signer: Signer, tmp_path: Path) -> None:
    def told() -> status.Status:
        return next(each for each in status.look(lambda: []) if each.part == "glossary")

    assert "区の" not in told().detail
    write(tmp_path / "config", "settings.toml", f"office_folder = {json.dumps(str(share))}\n")
    take(share, signer)
    assert (told().mark, "区の更新" in told().detail) == ("green", True)
    (share / "update-1.zip").write_bytes(b"PK")
    take(share)
    assert (told().mark, "担当の係" in told().detail) == ("amber", True)
    shutil.rmtree(share)
    take(share)
    assert (told().mark, "つながりません" in told().detail) == ("green", True)


# The command -------------------------------------------------------------------------------------


def test_the_command_line_from_key_to_removal(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: object, code: int = 0) -> str:
        assert main(["office", *map(str, words)]) == code
        shown = capsys.readouterr()
        return shown.out + shown.err

    key, file = tmp_path / "office.key", tmp_path / "update.zip"
    said = run("new-key", key)
    print_of_key = said.split("指紋 ")[1].split(" ")[0]
    assert "区の更新は入っていません" in run()
    run("pack", source, file, "--key", key, "--title", "11月の更新")
    assert print_of_key in run("update", file, code=8), "told, and refused"
    said = run("update", file, "--fingerprint", print_of_key)
    assert "11月の更新" in said
    write_terms(
        tmp_path / "own" / "own-terms.csv",
        [Term("住民票", "じゅうみんひょう", translations={"en": ("My record",)})],
    )
    said = run("status")
    assert "自分「My record」、区「Resident record」" in said
    assert run("update", tmp_path / "nothing", code=8)
    assert "場所が決まっていません" in run("update", code=8)
    assert "消しました" in run("remove")
    assert len(paths.glossary_folders()) == 2


@pytest.mark.parametrize(
    ("line", "code"), [("はい\n", 0), ("いいえ\n", 8), ("", 8)], ids=["yes", "no", "ctrl-d"]
)
def test_the_first_fingerprint_is_asked(
    line: str,
    code: int,
    share: Path,
    signer: Signer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stdin = io.StringIO(line)
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["office", "update", str(share)]) == code
    assert fingerprint(signer.key) in capsys.readouterr().err
    assert (OfficeStore().current() is not None) == (code == 0)
