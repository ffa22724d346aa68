"""Zip files that mean harm: names, links, bombs, lies about sizes."""

from __future__ import annotations

import io
import random
import stat
import warnings
import zipfile
from collections.abc import Mapping

from scripts.fuzzing.mutation import COMMON, mutated

_NAMES = (
    "../evil",
    "../../evil",
    "/etc/evil",
    "//server/share/evil",
    "C:/evil",
    "C:evil",
    "{top}/../../evil",
    "{top}/./evil",
    "{top}//evil",
    "{top}/model/../../../evil",
    "{top}\\..\\..\\evil",
    "..\\evil",
    "{top}/evil\0.txt",
    "{top}/NUL",
    "{top}/con.json",
    "{top}/evil. ",
    "{top}/" + "a" * 300,
    "{top}/" + "a/" * 200 + "evil",
    "{top}/model",
    "{top}/METADATA.json",
    "other/metadata.json",
    "metadata.json",
    "{top}/あ" * 3,
    "",
    "/",
    ".",
    "{top}/model/extra.json",
)
_MODES = (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK, stat.S_IFDIR)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ZIP_TOKENS = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
    b"../",
    b"..\\",
    b"\0",
)
_BOMB_BYTES = 24 << 20


def hostile_zip(
    rng: random.Random, files: Mapping[str, bytes], top: str, *, changes: int | None = None
) -> bytes:
    """A zip with ``files`` in the folder ``top``, after changes of its entries or its bytes.

    Args:
        changes: how many; with 0 the zip is sound. None for some.
    """
    entries = [(f"{top}/{name}" if top else name, data) for name, data in files.items()]
    modes: dict[int, int] = {}
    for _ in range(rng.choice((0, 1, 1, 2, 3)) if changes is None else changes):
        at = rng.randrange(len(entries)) if entries else 0
        way = rng.randrange(9)
        if way <= 2 or not entries:
            entries.insert(at, (rng.choice(_NAMES).format(top=top), b"x" * rng.randrange(40)))
        elif way == 3:
            del entries[at]
        elif way == 4:
            entries.append((entries[at][0], b"twice"))
        elif way == 5:
            entries[at] = (entries[at][0], mutated(rng, [entries[at][1]], COMMON))
        elif way == 6:
            modes[at] = rng.choice(_MODES)
            entries[at] = (entries[at][0], b"../../secret.txt")
        elif way == 7 and rng.random() < 0.02:
            entries[at] = (entries[at][0], bytes(_BOMB_BYTES))
        else:
            entries[at] = (entries[at][0], rng.randbytes(rng.choice((0, 1, 500, 5000))))
    method = rng.choice(_METHODS) if rng.random() < 0.1 else zipfile.ZIP_DEFLATED
    packed = _packed(entries, modes, method)
    if changes is None and rng.random() < 0.4:
        return mutated(rng, [packed], _ZIP_TOKENS)
    return packed


def _packed(entries: list[tuple[str, bytes]], modes: Mapping[int, int], method: int) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # two entries of one name are meant
        for number, (name, data) in enumerate(entries):
            info = zipfile.ZipInfo(name)
            # ZipInfo cuts a name at NUL; written here, it stays.
            info.filename = name
            info.compress_type = method
            info.external_attr = (modes.get(number, stat.S_IFREG) | 0o644) << 16
            archive.writestr(info, data)
    return out.getvalue()
