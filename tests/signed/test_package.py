"""Nothing of a package is used that is not as somebody trusted has signed it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from signed_packages import Signer, anyone

from voice_counter.errors import PackageError
from voice_counter.signed import Kind, fingerprint, open_package, read_key, trusting
from voice_counter.signed.manifest import check_paths, decode, is_safe
from voice_counter.signed.package import CONTEXT, signature_file
from voice_counter.signed.signing import is_encrypted, load_key, new_key, public_key

FILES = {"app/one.py": b"print(1)\n", "models/base/model.bin": bytes(range(1, 251)) * 12_000}


@pytest.fixture
def signer() -> Signer:
    return Signer()


def fault(path: Path, target: Path, trust: object = anyone) -> str:
    """The key of the error that copying everything ends with."""
    with pytest.raises(PackageError) as raised:  # noqa: SIM117
        with open_package(path, Kind.APPLICATION, trust) as package:  # type: ignore[arg-type]
            package.copy(package.manifest.files, target)
    return raised.value.key.removeprefix("error.package.")


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_files_arrive_as_they_were_signed(tmp_path: Path, signer: Signer, kind: str) -> None:
    place = tmp_path / "bundle.zip"
    path = signer.folder(place, FILES) if kind == "folder" else signer.zip(place, FILES)
    with open_package(path, Kind.APPLICATION, anyone) as package:
        package.verify()
        package.copy(package.manifest.files, tmp_path / "out")
        assert package.key == signer.key
    for name, content in FILES.items():
        assert (tmp_path / "out" / name).read_bytes() == content


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("how", ["flip", "shorter", "longer", "absent"])
def test_a_changed_file_is_named(tmp_path: Path, signer: Signer, name: str, how: str) -> None:
    folder = signer.folder(tmp_path / "bundle", FILES)
    content = bytearray(FILES[name])
    if how == "flip":
        content[len(content) // 2] ^= 1
    (folder / name).write_bytes(
        {"shorter": bytes(content[:-1]), "longer": bytes(content) + b"\0"}.get(how, bytes(content))
    )
    if how == "absent":
        (folder / name).unlink()
    wanted = "missing" if how == "absent" else "altered"
    assert fault(folder, tmp_path / "out") == wanted
    copied = tmp_path / "out" / name
    assert not copied.exists() or copied.stat().st_size <= len(FILES[name]), (
        "never more than signed"
    )


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig"])
def test_a_changed_manifest_or_signature(tmp_path: Path, signer: Signer, name: str) -> None:
    folder = signer.folder(tmp_path / "bundle", FILES)
    content = (folder / name).read_bytes()
    for changed in (content.replace(b"1", b"2", 1), b"", content[:-3], b"\xff" * 20):
        (folder / name).write_bytes(changed)
        assert fault(folder, tmp_path / "out") == "signature"
    (folder / name).unlink()
    assert fault(folder, tmp_path / "out") == "unsigned"
    assert not (tmp_path / "out").exists()


def test_a_signature_of_something_else_is_none(tmp_path: Path, signer: Signer) -> None:
    folder = signer.folder(tmp_path / "bundle", FILES)
    content = (folder / "manifest.json").read_bytes()
    without = signature_file(signer.key, signer.private.sign(content))
    (folder / "manifest.sig").write_bytes(without)
    assert fault(folder, tmp_path / "out") == "signature"
    assert CONTEXT not in content


def test_somebody_else_signing_everything_anew(tmp_path: Path, signer: Signer) -> None:
    folder = Signer().folder(tmp_path / "bundle", {**FILES, "app/one.py": b"evil()"})
    assert fault(folder, tmp_path, trusting(signer.key, "", None)) == "other_key"
    assert fault(folder, tmp_path, trusting(None, fingerprint(signer.key), None)) == "fingerprint"
    assert fault(folder, tmp_path, trusting(None, "", None)) == "untrusted"
    assert fault(folder, tmp_path, trusting(None, "", lambda _: False)) == "untrusted"
    assert fault(folder, tmp_path, trusting(signer.key, "", lambda _: True)) == "other_key"


def test_trust_is_decided_before_the_manifest_is_read(tmp_path: Path) -> None:
    stranger = Signer()
    folder = stranger.folder(tmp_path / "bundle", FILES)
    content = b"no JSON at all"
    (folder / "manifest.json").write_bytes(content)
    (folder / "manifest.sig").write_bytes(
        signature_file(stranger.key, stranger.private.sign(CONTEXT + content))
    )
    assert fault(folder, tmp_path, trusting(None, "", None)) == "untrusted"
    assert fault(folder, tmp_path) == "manifest"


def test_a_fingerprint_may_be_typed_in_any_way(signer: Signer) -> None:
    shown = fingerprint(signer.key)
    for typed in (shown, shown.upper(), shown.replace("-", " "), shown.replace("-", "")):
        trusting(None, typed, None)(signer.key)
    with pytest.raises(PackageError):
        trusting(None, shown[:-5], None)(signer.key)


def test_a_zip_that_holds_more_than_it_should(tmp_path: Path, signer: Signer) -> None:
    path = signer.zip(tmp_path / "bundle.zip", FILES)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("app/two.py", "evil()")
        archive.writestr("../out.py", "evil()")
    with open_package(path, Kind.APPLICATION, anyone) as package:
        package.copy(package.manifest.files, tmp_path / "out" / "in")
    found = {file.name for file in (tmp_path / "out").rglob("*") if file.is_file()}
    assert found == {"one.py", "model.bin"}


def test_a_zip_that_was_cut_off_or_is_none(tmp_path: Path, signer: Signer) -> None:
    path = signer.zip(tmp_path / "bundle.zip", FILES)
    whole = path.read_bytes()
    for content in (whole[:-100], b"PK", b""):
        path.write_bytes(content)
        assert fault(path, tmp_path / "out") == "no_package"
    damaged = bytearray(whole)
    damaged[len(whole) // 2 : len(whole) // 2 + 50] = bytes(50)
    path.write_bytes(damaged)
    assert fault(path, tmp_path / "out") == "altered"
    assert fault(tmp_path / "nothing.zip", tmp_path / "out") == "absent"


def test_a_package_for_something_else(tmp_path: Path, signer: Signer) -> None:
    folder = signer.folder(tmp_path / "bundle", FILES, kind=Kind.OFFICE)
    assert fault(folder, tmp_path / "out") == "kind"


UNSAFE = """../a a/../b /a a//b a/ . .. a/. a\\b C:a c:/a nul a/NUL.txt con.py a. a/b. COM1
a*b a?b a<b a|b a"b""".split()


@pytest.mark.parametrize("path", [*UNSAFE, "", "a\0b", "a\nb", "a ", "a /b", "x" * 201])
def test_a_name_that_leads_out_or_cannot_be(path: str) -> None:
    assert not is_safe(path)
    with pytest.raises(PackageError):
        check_paths([path])


@pytest.mark.parametrize("path", ["a", "app/ui/窓口.toml", ".hidden", "a-b_c.d/e+f", "console.py"])
def test_a_name_that_is_good(path: str) -> None:
    check_paths([path])


TWINS = ["窓口/が.csv", "窓口/か\u3099.csv"]
"""macOS takes both for one file."""


@pytest.mark.parametrize("paths", [["a", "A"], ["a", "a/b"], ["a/b", "A"], ["a", "a"], TWINS])
def test_names_that_collide(paths: list[str]) -> None:
    with pytest.raises(PackageError):
        check_paths(paths)


def test_a_signed_manifest_is_checked_all_the_same(tmp_path: Path, signer: Signer) -> None:
    folder = signer.folder(tmp_path / "bundle", FILES)
    good = json.loads((folder / "manifest.json").read_bytes())
    row = good["files"][0]
    for changed, key in [
        ({"files": [{**row, "path": "../../evil"}]}, "unsafe"),
        ({"files": [{**row, "size": -1}]}, "manifest"),
        ({"files": [{**row, "size": True}]}, "manifest"),
        ({"files": [{**row, "sha256": "00"}]}, "manifest"),
        ({"files": 3}, "manifest"),
        ({"version": "../0"}, "manifest"),
        ({"version": "0" * 50}, "manifest"),
        ({"kind": "other"}, "manifest"),
        ({"format": 2}, "format"),
    ]:
        with pytest.raises(PackageError) as raised:
            decode(json.dumps({**good, **changed}).encode())
        assert raised.value.key == f"error.package.{key}", changed
    for content in (b"", b"[]", b"\xff", b"[" * 100_000):
        with pytest.raises(PackageError):
            decode(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_is_in_a_manifest_it_is_refused_or_right(data: st.DataObject) -> None:
    row = {"path": "a/b", "size": 1, "sha256": "0" * 64}
    table: dict[str, object] = {
        "format": 1, "kind": "office", "version": "1", "serial": 1, "created": "", "title": "",
        "platform": "any", "pythons": [], "installed_bytes": 0, "longest_path": 0, "files": [row],
    }  # fmt: skip
    into = data.draw(st.sampled_from([table, row]))
    into[data.draw(st.sampled_from(sorted(into)))] = data.draw(JSON)
    content = json.dumps(table).encode()
    try:
        found = decode(content)
    except PackageError:
        return
    assert all(is_safe(entry.path) and entry.size >= 0 for entry in found.files)
    assert decode(found.encoded()) == found


@given(content=st.binary(max_size=200))
def test_noise_is_no_manifest(content: bytes) -> None:
    with pytest.raises(PackageError):
        decode(content)


def test_key_files(tmp_path: Path) -> None:
    plain, locked = tmp_path / "plain.key", tmp_path / "locked.key"
    assert new_key(plain) == public_key(load_key(plain))
    assert new_key(locked, "合言葉") == public_key(load_key(locked, "合言葉"))
    assert (is_encrypted(plain), is_encrypted(locked)) == (False, True)
    assert plain.stat().st_mode & 0o077 == 0, "nobody else may read it"
    for path, passphrase in [(locked, ""), (locked, "other"), (tmp_path / "none", "")]:
        with pytest.raises(PackageError) as raised:
            load_key(path, passphrase)
        assert raised.value.key == "error.package.key"
    before = plain.read_bytes()
    with pytest.raises(PackageError):
        new_key(plain)
    assert plain.read_bytes() == before


def test_the_key_that_is_trusted(tmp_path: Path) -> None:
    file = tmp_path / "trusted-key"
    assert read_key(file) is None, "none yet"
    file.write_text(bytes(range(32)).hex() + "\n")
    assert read_key(file) == bytes(range(32))
    for damaged in (b"damaged", b"0", b"\xff\xfe"):
        file.write_bytes(damaged)
        with pytest.raises(PackageError) as raised:
            read_key(file)
        assert raised.value.key == "error.package.key"
