"""Manifests and signed packages of any content: a ``PackageError``, or safe paths."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import hostile
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice_counter.errors import PackageError
from voice_counter.signed import Kind, open_package
from voice_counter.signed.manifest import Entry, Manifest, decode
from voice_counter.texts import explain

MANIFEST = Manifest(
    kind=Kind.OFFICE,
    version="1",
    serial=1,
    created="2026-11-29T00:00:00Z",
    files=(Entry("glossary/a.csv", 3, "0" * 64),),
).encoded()


@hostile.MANY
@given(
    content=st.one_of(
        hostile.damaged(MANIFEST),
        hostile.documents("{", "}", "[", "]", ":", ",", '"files"', '"path"', '"../evil"', "1e999"),
    )
)
@example(content=b"[" * hostile.DEEP)
@example(content=MANIFEST.replace(b"glossary/a.csv", b"../../evil"))
@example(content=MANIFEST.replace(b'"serial": 1', b'"serial": ' + b"9" * 9000))
def test_manifests(content: bytes) -> None:
    try:
        manifest = decode(content)
    except PackageError as error:
        explain(error, "ja")
    else:
        for entry in manifest.files:
            assert ".." not in Path(entry.path).parts
            assert not Path(entry.path).is_absolute()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@hostile.FEW
@given(data=st.data())
def test_damaged_zips_are_never_trusted(tmp_path: Path, method: int, data: st.DataObject) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("manifest.json", MANIFEST)
        archive.writestr("manifest.sig", f"{'0' * 64}\n{'0' * 128}\n")
    path = tmp_path / "a.zip"
    path.write_bytes(data.draw(hostile.damaged(out.getvalue())))

    def trust(_: bytes) -> None:
        raise AssertionError("a signature that nobody made")

    with pytest.raises(PackageError) as caught, open_package(path, Kind.OFFICE, trust):
        pass
    explain(caught.value, "ja")
