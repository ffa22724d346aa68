"""``voice-counter record``: what was kept with consent, listed, shown, exported, deleted."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scripted_engine import Call

from voice_counter.cli import record_files as command
from voice_counter.conversation.line import Side
from voice_counter.record import keys
from voice_counter.record.consent import consent
from voice_counter.record.entry import Entry
from voice_counter.record.keys import KeyStore, Stretching
from voice_counter.record.store import Store

NOW = datetime.now(UTC).replace(microsecond=0)
PASSPHRASE = "三番の窓口の合言葉です"
SAID = "転入届をお持ちしました"


@pytest.fixture(autouse=True)
def no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of whoever runs the tests is left alone."""
    monkeypatch.setattr(keys, "system_backend", lambda: None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    records = tmp_path / "records"
    monkeypatch.setenv("VOICE_COUNTER_RECORDS", str(records))
    return records


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed at a terminal, unseen."""
    answers: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(command.getpass, "getpass", lambda _: answers.pop(0))
    return answers


def recorded(folder: Path, text: str = SAID, days_ago: float = 0) -> str:
    """A session with a line of a resident and a correction; says its id."""
    how = Stretching(b"0123456789abcdef", n=2)
    with Store(folder, key_store=KeyStore(lambda: None), stretching=how) as store:
        given = consent("vi", days=365, now=NOW - timedelta(days=days_ago))
        session = store.begin(given, passphrase=PASSPHRASE)
        entries = [
            Entry("1.1", Side.RESIDENT, "ja", "てんにゅう", 0, 1, NOW),
            Entry(
                "1.1", Side.RESIDENT, "ja", text, 0, 1, NOW, 2, corrected=True,
                translations={"en": "a moving-in notice"},
            ),
        ]  # fmt: skip
        store.append(session, entries)
    return session.id


def test_without_records_nothing_is_made(call: Call, folder: Path) -> None:
    code, out, _ = call("record", "list")
    assert (code, out) == (0, ["会話の記録はありません。"])
    assert not folder.exists()


def test_the_list_says_nothing_of_what_was_said(call: Call, folder: Path) -> None:
    session = recorded(folder)
    for words in (["record"], ["record", "list"]):
        code, out, _ = call(*words)
        assert code == 0
        assert out[0].startswith(session[:8])
        assert SAID not in "".join(out)


def test_a_record_is_shown_with_its_passphrase(call: Call, folder: Path, typed: list[str]) -> None:
    session = recorded(folder)
    typed.append(PASSPHRASE)
    code, out, _ = call("record", "show", session[:6])
    assert code == 0
    assert "来庁者: " + SAID in out[1]
    assert "    en: a moving-in notice" in out
    assert "てんにゅう" not in "".join(out)
    typed.append(PASSPHRASE)
    assert any("てんにゅう" in row for row in call("record", "show", session, "--versions")[1])


def test_a_wrong_passphrase_says_so(call: Call, folder: Path, typed: list[str]) -> None:
    session = recorded(folder)
    typed.append("四番の窓口の合言葉です")
    code, out, errors = call("record", "show", session)
    assert (code, out) == (7, [])
    assert "合言葉が違います" in errors[0]


def test_a_passphrase_is_never_read_from_a_pipe(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = recorded(folder)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    code, _, errors = call("record", "show", session)
    assert code == 7
    assert "端末がありません" in errors[0]


@pytest.mark.parametrize("kind", ["txt", "srt", "vtt", "csv", "docx"])
def test_a_record_is_exported(
    call: Call, folder: Path, typed: list[str], tmp_path: Path, kind: str
) -> None:
    session = recorded(folder, f"{SAID}。電話は090-1234-5678です")
    file = tmp_path / f"out.{kind}"
    typed += [PASSPHRASE] * 3
    assert call("record", "export", session, file)[0] == 0
    content = file.read_bytes()
    if kind != "docx":
        assert SAID.encode() in content
        assert b"090-1234-5678" not in content
        assert b"moving-in" in content
    code, _, errors = call("record", "export", session, file, "--languages", "")
    assert code == 7
    assert "--overwrite" in errors[0]
    assert call("record", "export", session, file, "--languages", "", "--overwrite")[0] == 0
    assert b"moving-in" not in file.read_bytes()


def test_another_format_is_refused(
    call: Call, folder: Path, typed: list[str], tmp_path: Path
) -> None:
    session = recorded(folder)
    typed.append(PASSPHRASE)
    code, _, errors = call("record", "export", session, tmp_path / "out.pdf")
    assert code == 7
    assert ".docx" in errors[0]


def test_a_record_is_deleted_for_good(call: Call, folder: Path) -> None:
    session, other = recorded(folder), recorded(folder)
    code, out, _ = call("record", "delete", session, "--yes")
    assert (code, out) == (0, ["1 件の記録を消しました。"])
    assert [row.split()[0] for row in call("record", "list")[1]] == [other[:8]]
    assert session.encode() not in b"".join(file.read_bytes() for file in folder.iterdir())


def test_all_records_are_deleted(call: Call, folder: Path) -> None:
    recorded(folder)
    recorded(folder)
    assert call("record", "delete", "--all", "--yes")[1] == ["2 件の記録を消しました。"]
    assert call("record", "list")[1] == ["会話の記録はありません。"]


def test_old_records_are_deleted(call: Call, folder: Path) -> None:
    recorded(folder, days_ago=400)
    recorded(folder, days_ago=20)
    fresh = recorded(folder)
    assert call("record", "delete", "--expired")[1] == ["1 件の記録を消しました。"]
    assert call("record", "delete", "--expired", "--days", "10")[1] == ["1 件の記録を消しました。"]
    assert [row.split()[0] for row in call("record", "list")[1]] == [fresh[:8]]


def test_damaged_files_are_listed_and_deleted(call: Call, folder: Path) -> None:
    recorded(folder)
    (folder / "record.db").rename(folder / "damaged-1.db")
    assert "1" in call("record", "list")[1][-1]
    code, out, _ = call("record", "delete", "--damaged")
    assert (code, out[-1]) == (0, "壊れたファイルを 1 個消しました。")
    assert list(folder.iterdir()) == []


def test_deleting_is_asked(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = recorded(folder)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    code, _, errors = call("record", "delete", session)
    assert code == 7
    assert "--yes" in errors[0]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdin, "readline", lambda: "いいえ\n", raising=False)
    assert call("record", "delete", session)[0] == 1
    assert len(call("record", "list")[1]) == 1
    monkeypatch.setattr(sys.stdin, "readline", lambda: "はい\n", raising=False)
    assert call("record", "delete", session)[0] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "zz"], "で始まる記録はありません"),
        (["delete"], "--all"),
        (["delete", "--expired", "--days", "-1"], "0〜3650"),
        (["delete", "--expired", "--days", "nan"], "0〜3650"),
    ],
)
def test_what_cannot_be_done_is_told(call: Call, folder: Path, words: list[str], told: str) -> None:
    recorded(folder)
    code, _, errors = call("record", *words)
    assert code == 7
    assert told in errors[0]


def test_a_name_that_fits_two_is_refused(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from voice_counter.record import store

    ids = iter(["a" * 32, "a" * 31 + "b"])
    monkeypatch.setattr(store, "new_id", lambda: next(ids))
    recorded(folder)
    recorded(folder)
    code, _, errors = call("record", "show", "aaa")
    assert code == 7
    assert "2 件" in errors[0]


def test_a_damaged_file_is_told(call: Call, folder: Path) -> None:
    folder.mkdir()
    (folder / "record.db").write_bytes(b"nonsense" * 1000)
    code, _, errors = call("record", "list")
    assert code == 7
    assert "壊れて" in errors[0]
