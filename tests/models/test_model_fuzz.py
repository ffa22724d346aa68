"""Archives of models of any content: a ``ModelError``, or the registered bytes."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import hostile
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_models import make_registry, make_spec

from voice_counter.errors import ModelError
from voice_counter.models.store import ModelStore
from voice_counter.texts import explain

CONTENT = {"config.json": b'{"sound": true}', "model.bin": bytes(range(256)) * 8}


def packed(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = method
            archive.writestr(info, content)
    return out.getvalue()


def imported(tmp_path: Path, content: bytes) -> bool:
    """Whether an archive is taken; what it then holds is right either way."""
    stick = tmp_path / "stick.zip"
    stick.write_bytes(content)
    store = ModelStore(tmp_path / "store", make_registry(make_spec("m", CONTENT)))
    try:
        assert store.import_from(stick) == ("m",)
    except ModelError as error:
        explain(error, "ja")
        assert not (store.root / "m").exists()
    else:
        there = {path.name: path.read_bytes() for path in store.path("m").iterdir()}
        assert there == CONTENT
    taken = (store.root / "m").exists()
    assert {each.name for each in tmp_path.iterdir()} <= {"stick.zip", "store"}
    shutil.rmtree(store.root, ignore_errors=True)
    return taken


def sound_zip(method: int = zipfile.ZIP_DEFLATED, **extra: bytes) -> bytes:
    return packed({**{f"m/{name}": content for name, content in CONTENT.items()}, **extra}, method)


METHODS = pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2]
)


@METHODS
def test_a_sound_archive_is_taken(tmp_path: Path, method: int) -> None:
    assert imported(tmp_path, sound_zip(method))
    assert imported(tmp_path, sound_zip(method, readme=b"x")), "with whatever lies beside it"


names = st.lists(
    st.sampled_from(["..", ".", "", "m", "model.bin", "config.json", "C:", "a\\b", "\0"]),
    min_size=1,
    max_size=4,
).map("/".join)


@hostile.FEW
@given(extra=st.dictionaries(names, st.binary(max_size=30), max_size=4), model=st.booleans())
@example(extra={"": b""}, model=True)
@example(extra={"../evil": b"x"}, model=True)
def test_entries_of_any_name(tmp_path: Path, extra: dict[str, bytes], model: bool) -> None:
    sound = {f"m/{name}": content for name, content in CONTENT.items()} if model else {}
    imported(tmp_path, packed({**sound, **extra}))


@METHODS
@hostile.FEW
@given(data=st.data())
def test_damaged_archives(tmp_path: Path, method: int, data: st.DataObject) -> None:
    imported(tmp_path, data.draw(hostile.damaged(sound_zip(method))))


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """Flagged as UTF-8 in one header and not in the other, with bytes that are none."""
    content = packed({"m/あ": b"x", **{f"m/{name}": c for name, c in CONTENT.items()}})
    imported(tmp_path, content.replace("あ".encode(), b"\xa4\xa4\xa4", 1))
