"""Package files that are refused, and that refusing changes nothing."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from typing import IO

import packages as tiny
import pytest
from packages import refusal

from voice_counter.errors import TranslationError
from voice_counter.texts import explain
from voice_counter.translation import unpack
from voice_counter.translation.packages import PackageStore


@pytest.fixture
def store(tmp_path: Path) -> PackageStore:
    return PackageStore(tmp_path / "日本語フォルダ" / "root", tmp_path / "shipped")


def _with_entry(path: Path, info: zipfile.ZipInfo | str, content: bytes = b"x") -> Path:
    """A sound package with one more entry."""
    with zipfile.ZipFile(tiny.package(path), "a") as archive:
        archive.writestr(info, content)
    return path


def test_other_things_are_refused(store: PackageStore, tmp_path: Path) -> None:
    (tmp_path / "notes.argosmodel").write_text("hello")
    (tmp_path / "empty.argosmodel").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    photos = tiny.write_zip(tmp_path / "photos.zip", {"a.jpg": b"x"})
    loose = tiny.write_zip(tmp_path / "loose.zip", tiny.files(), top="")
    nothing = tiny.write_zip(tmp_path / "nothing.zip", {})
    assert refusal(store, tmp_path / "nowhere") == "package_absent"
    assert refusal(store, tmp_path / "notes.argosmodel") == "package_unreadable"
    assert refusal(store, tmp_path / "empty.argosmodel") == "package_unreadable"
    assert refusal(store, tmp_path / "folder") == "package_unreadable"
    assert refusal(store, photos) == "package_missing"
    assert refusal(store, loose) == "package_layout"
    assert refusal(store, nothing) == "package_layout"


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "//server/evil",
        f"{tiny.TOP}/../../evil",
        f"{tiny.TOP}/./evil",
        f"{tiny.TOP}//evil",
        "C:/evil",
        f"{tiny.TOP}/model\\evil",
        "..\\evil",
        f"{tiny.TOP}/a\x07b",
        f"{tiny.TOP}/NUL.txt",
        f"{tiny.TOP}/evil.",
        f"{tiny.TOP}/evil:stream",
        f"{tiny.TOP}/metadata.json",
        f"{tiny.TOP}/METADATA.json",
        f"{tiny.TOP.upper()}/metadata.json",
        f"{tiny.TOP}/metadata.json/evil",
        f"{tiny.TOP}/stanza/../../evil",
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_unsafe_names_are_refused(store: PackageStore, tmp_path: Path, name: str) -> None:
    path = _with_entry(tmp_path / "stick" / "a.argosmodel", name)
    assert refusal(store, path) == "package_unsafe"
    assert not list(tmp_path.rglob("*evil*"))


def test_a_name_cut_off_by_nul_is_refused(store: PackageStore, tmp_path: Path) -> None:
    path = _with_entry(tmp_path / "a.argosmodel", f"{tiny.TOP}/README.mdXevil")
    path.write_bytes(path.read_bytes().replace(b"README.mdXevil", b"README.md\0evil"))
    assert refusal(store, path) == "package_unsafe"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(store: PackageStore, tmp_path: Path, kind: int) -> None:
    link = zipfile.ZipInfo(f"{tiny.TOP}/model/link")
    link.external_attr = (kind | 0o777) << 16
    path = _with_entry(tmp_path / "a.argosmodel", link, b"/etc/passwd")
    assert refusal(store, path) == "package_unsafe"


def test_two_top_folders_are_refused(store: PackageStore, tmp_path: Path) -> None:
    path = _with_entry(tmp_path / "a.argosmodel", "__MACOSX/x")
    assert refusal(store, path) == "package_layout"


def test_a_zip_bomb_is_refused(
    store: PackageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0

    def count(file: IO[bytes], block: bytes) -> None:
        nonlocal written
        written += len(block)
        file.write(block)

    monkeypatch.setattr(unpack, "write_all", count)
    path = tiny.package(tmp_path / "a.argosmodel", model_bin=bytes(64 << 20))
    assert refusal(store, path) == "package_too_big"
    assert written < 8 << 20


def test_a_zip_in_a_zip_is_not_opened(store: PackageStore, tmp_path: Path) -> None:
    inner = tiny.write_zip(tmp_path / "inner.zip", {"a": bytes(64 << 20)}).read_bytes()
    path = _with_entry(tmp_path / "a.argosmodel", f"{tiny.TOP}/inner.zip", inner)
    assert (store.install(path).folder / "inner.zip").stat().st_size == len(inner)


def test_too_much_is_refused_by_what_it_is_and_not_by_what_it_says(
    store: PackageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tiny.package(tmp_path / "a.argosmodel")
    monkeypatch.setattr(unpack, "MOST_BYTES", 100_000)
    assert refusal(store, path) == "package_too_big"
    with zipfile.ZipFile(path) as archive:
        sizes = [info.file_size for info in archive.infolist()]
    data = path.read_bytes()
    for size in sizes:
        data = data.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))
    path.write_bytes(data)
    assert refusal(store, path) in {"package_too_big", "package_unreadable"}


def test_too_many_entries_are_refused(
    store: PackageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "MOST_ENTRIES", 3)
    assert refusal(store, tiny.package(tmp_path / "a.argosmodel")) == "package_too_big"


@pytest.mark.parametrize("left", [100, 10_000])
def test_a_cut_off_zip_is_refused(store: PackageStore, tmp_path: Path, left: int) -> None:
    path = tiny.package(tmp_path / "a.argosmodel")
    path.write_bytes(path.read_bytes()[:-left])
    assert refusal(store, path) == "package_unreadable"


def test_a_damaged_entry_is_refused(store: PackageStore, tmp_path: Path) -> None:
    path = tiny.package(tmp_path / "a.argosmodel")
    data = bytearray(path.read_bytes())
    data[2_000:2_004] = b"\0\0\0\0"
    path.write_bytes(data)
    assert refusal(store, path) == "package_unreadable"


def test_unusual_packing_is_refused(store: PackageStore, tmp_path: Path) -> None:
    packed = zipfile.ZipInfo(f"{tiny.TOP}/x")
    packed.compress_type = zipfile.ZIP_BZIP2
    assert refusal(store, _with_entry(tmp_path / "a.argosmodel", packed)) == "package_packing"
    path = tiny.package(tmp_path / "b.argosmodel")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refusal(store, path) == "package_packing"


def test_missing_files_are_named(store: PackageStore, tmp_path: Path) -> None:
    for part in ("metadata", "model_bin", "sentencepiece"):
        path = tiny.package(tmp_path / f"{part}.argosmodel", **{part: None})
        assert refusal(store, path) == "package_missing"


@pytest.mark.parametrize(
    "content", [b"{", b"[]", tiny.metadata(to_code="../../x"), tiny.metadata(from_code=None)]
)
def test_wrong_metadata_is_refused(store: PackageStore, tmp_path: Path, content: bytes) -> None:
    path = tiny.package(tmp_path / "a.argosmodel", metadata=content)
    assert refusal(store, path) == "package_metadata"


def test_a_model_of_another_version_says_so(store: PackageStore, tmp_path: Path) -> None:
    sound = tiny.files()["model/model.bin"]
    path = tiny.package(tmp_path / "a.argosmodel", model_bin=b"\x63\0\0\0" + sound[4:])
    with pytest.raises(TranslationError) as caught:
        store.install(path)
    assert caught.value.key == "error.translation.package_version"
    assert "v99" in explain(caught.value, "ja")
    assert "CTranslate2" in explain(caught.value, "ja")


@pytest.mark.parametrize("content", [b"", b"\x06\0\0\0garbage" * 20, None])
def test_a_garbled_model_is_refused(
    store: PackageStore, tmp_path: Path, content: bytes | None
) -> None:
    cut = tiny.files()["model/model.bin"][:-50] if content is None else content
    path = tiny.package(tmp_path / "a.argosmodel", model_bin=cut)
    assert refusal(store, path) == "package_model"


def test_garbled_pieces_are_refused(store: PackageStore, tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"garbage" * 50)):
        path = tiny.package(tmp_path / f"{number}.argosmodel", sentencepiece=content)
        assert refusal(store, path) == "package_pieces"
    members = {**tiny.files(), "bpe.model": b"#version: 0.2\ne n</w>\n"}
    del members["sentencepiece.model"]
    path = tiny.write_zip(tmp_path / "bpe.argosmodel", members)
    assert refusal(store, path) == "package_bpe"


def test_pieces_of_another_model_are_refused(store: PackageStore, tmp_path: Path) -> None:
    name = "model/shared_vocabulary.json"
    foreign = "".join(f'"x{number}",' for number in range(tiny.files()[name].count(b",") - 2))
    members = {**tiny.files(), name: f'["<unk>","<s>","</s>",{foreign[:-1]}]'.encode()}
    path = tiny.write_zip(tmp_path / "a.argosmodel", members)
    assert refusal(store, path) == "package_mismatch"
