"""Argos packages of any content: a ``TranslationError``, or files in their folder."""

from __future__ import annotations

import io
import shutil
import tracemalloc
import zipfile
from pathlib import Path

import hostile
import packages as tiny
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice_counter.errors import TranslationError
from voice_counter.texts import explain
from voice_counter.translation.argos import read_package
from voice_counter.translation.unpack import unpack

SOUND = {
    "metadata.json": tiny.metadata(),
    "sentencepiece.model": b"x" * 40,
    "model/model.bin": b"y",
}


def packed(members: list[tuple[str, bytes, int]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in members:
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, content)
    return out.getvalue()


def sound_zip() -> bytes:
    return packed([(f"top/{name}", content, 0o100644) for name, content in SOUND.items()])


def unpacked(tmp_path: Path, content: bytes) -> bool:
    """Whether a package is taken; where its files then lie is right either way."""
    path, home = tmp_path / "a.argosmodel", tmp_path / "home"
    path.write_bytes(content)
    try:
        unpack(path, home)
        read_package(home)
    except TranslationError as error:
        explain(error, "ja")
        taken = False
    else:
        taken = True
    assert {each.name for each in tmp_path.iterdir()} <= {"a.argosmodel", "home"}
    assert not any(each.is_symlink() for each in home.rglob("*"))
    shutil.rmtree(home, ignore_errors=True)
    return taken


def test_a_sound_package_is_taken(tmp_path: Path) -> None:
    assert unpacked(tmp_path, sound_zip())
    sound = [(f"top/{name}", content, 0o100644) for name, content in SOUND.items()]
    beside = [("top/README.md", b"x", 0o100644), ("top/model/", b"", 0o040755)]
    assert unpacked(tmp_path, packed([*sound, *beside])), "with whatever lies beside it"


names = st.lists(
    st.sampled_from(
        ["..", ".", "", "top", "model", "model.bin", "a\\b", "C:", "NUL", "x\0", "あ" * 90]
    ),
    min_size=1,
    max_size=5,
).map("/".join)
members = st.tuples(
    names,
    st.binary(max_size=20),
    st.sampled_from([0, 0o100644, 0o120777, 0o040755, 0o010644, 0o020644]),
)


@hostile.FEW
@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(extra=st.lists(members, min_size=1, max_size=4))
@example(extra=[("", b"", 0)])
def test_entries_of_any_name_and_kind(tmp_path: Path, extra: list[tuple[str, bytes, int]]) -> None:
    sound = [(f"top/{name}", content, 0o100644) for name, content in SOUND.items()]
    unpacked(tmp_path, packed([*sound, *extra]))


@hostile.FEW
@given(content=hostile.damaged(sound_zip()))
def test_damaged_zips(tmp_path: Path, content: bytes) -> None:
    unpacked(tmp_path, content)


@hostile.MANY
@given(
    content=hostile.documents(
        "{", "}", "[", "]", ",", ":", '"from_code"', '"ja"', '"to_code"', '"../../evil"', "null",
        '"package_version"', '"placeholders"', "1e999", '"\\ud800"', "NaN",
    )
)  # fmt: skip
@example(content=b"[" * hostile.DEEP)
@example(content=b'{"from_code": "../../evil", "to_code": "en", "package_version": "1"}')
def test_metadata(tmp_path: Path, content: bytes) -> None:
    tiny.write_folder(tmp_path, {**SOUND, "metadata.json": content})
    try:
        package = read_package(tmp_path)
    except TranslationError as error:
        explain(error, "ja")
    else:
        assert "/" not in package.source + package.target + package.version


def test_a_bomb_takes_no_memory_and_little_room(tmp_path: Path) -> None:
    """60 MB of zeros in 60 KB: given up at the ratio that no model has."""
    bomb = [(f"top/{name}", content, 0) for name, content in SOUND.items()]
    bomb.append(("top/model/zeros.bin", bytes(60 << 20), 0))
    content = packed(bomb)
    assert len(content) < 100_000
    del bomb
    path = tmp_path / "a.argosmodel"
    path.write_bytes(content)
    tracemalloc.start()
    with pytest.raises(TranslationError, match="package_too_big"):
        unpack(path, tmp_path / "home")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 << 20
    written = sum(each.stat().st_size for each in (tmp_path / "home").rglob("*") if each.is_file())
    assert written < 12 << 20


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """The packed size in the directory says that the ratio is small."""
    content = sound_zip()
    at = content.rindex(b"PK\x01\x02")
    huge = (0x50000000).to_bytes(4, "little")
    path = tmp_path / "a.argosmodel"
    path.write_bytes(content[: at + 20] + huge + huge + content[at + 28 :])
    with pytest.raises(TranslationError):
        unpack(path, tmp_path / "home")
