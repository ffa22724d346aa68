"""What is logged of a fault tells where it is, and never what was said."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from voice_counter import logs

WORDS = "田中花子の相談"
PACKAGE = Path(logs.__file__).parent


@pytest.fixture
def log(tmp_path: Path) -> Iterator[logging.Logger]:
    handler = logs.to_file(tmp_path)
    yield logging.getLogger("voice_counter.somewhere")
    logging.getLogger().removeHandler(handler)
    handler.close()


def written(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def fail() -> None:
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        raise RuntimeError(f"again {WORDS}") from error


def test_no_fault_no_file(tmp_path: Path, log: logging.Logger) -> None:
    log.info("not worth a line")
    assert list(tmp_path.iterdir()) == []


def test_a_traceback_has_places_and_no_messages(tmp_path: Path, log: logging.Logger) -> None:
    try:
        fail()
    except RuntimeError:
        log.exception("the recogniser failed at %s", WORDS)
    text = written(tmp_path)
    assert WORDS not in text
    assert "the recogniser failed at %s" in text
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "test_logs.py" in text


def test_another_handler_does_not_spoil_it(tmp_path: Path, log: logging.Logger) -> None:
    """Python keeps the formatted traceback in the record for the handlers to come."""
    try:
        fail()
    except RuntimeError:
        record = log.makeRecord(log.name, 40, "", 0, "text", (), logging.sys.exc_info())
        logging.Formatter().format(record)
        assert WORDS in (record.exc_text or "")
        logging.getLogger().handle(record)
    assert "RuntimeError" in written(tmp_path)
    assert WORDS not in written(tmp_path)


def test_what_libraries_put_together_is_left_out(tmp_path: Path, log: logging.Logger) -> None:
    log.manager.getLogger("some.library").warning(f"cannot read {WORDS}")
    assert WORDS not in written(tmp_path)
    assert "some.library" in written(tmp_path)


def test_files_rotate(tmp_path: Path, log: logging.Logger) -> None:
    for _ in range(12_000):
        log.warning("a fault that comes again and again, and once more, and another time still")
    files = list(tmp_path.iterdir())
    assert 1 < len(files) <= logs.KEPT + 1
    assert all(path.stat().st_size <= logs.LARGEST for path in files)


def test_a_folder_that_cannot_be_written_harms_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    handler = logs.to_file(tmp_path / "file" / "logs")
    try:
        logging.getLogger("voice_counter.x").warning("still alive")
    finally:
        logging.getLogger().removeHandler(handler)
    assert "Traceback" not in capsys.readouterr().err


def test_a_disk_that_fills_up_harms_nobody(
    tmp_path: Path, log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / logs.FILE_NAME).mkdir()
    log.warning("cannot be written")
    assert "Traceback" not in capsys.readouterr().err


def test_messages_in_the_code_are_constant() -> None:
    """The file keeps the text of the code; an f-string would have values in it."""
    calls = 0
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "_log"
            ):
                calls += 1
                assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}"
    assert calls > 3
