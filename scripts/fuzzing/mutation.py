"""Hostile inputs made of good ones: by bytes, by tokens of a format, by cells of a table."""

from __future__ import annotations

import csv
import io
import random
import struct
from collections.abc import Callable, Sequence

LARGEST = 64_000
"""Bytes of a mutated input; what is larger is cut: cheap cases, many of them."""

_INTEGERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)
_SIZES = ("<H", ">H", "<I", ">I", "<Q", ">Q")

COMMON = (
    b"\0",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\r\n",
    b"\x1a",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    "\u202e".encode(),
    "\u2028".encode(),
    "\u200d".encode(),
    "が".encode() + "\u3099".encode() * 40,
    "\U0001f468\u200d\U0001f469".encode(),
    b"../../../evil",
    b"C:\\evil",
    b"%s%n{0}{}",
    b"9" * 400,
    b"-1",
    b"1e999",
    b"nan",
    b"A" * 3000,
)
CSV = (
    b'"',
    b'""',
    b",",
    b";",
    b"\t",
    b"|",
    b"||",
    b"=",
    b"=cmd|'/C calc'!A0",
    b":",
    b"en:",
    b"review",
    b"review:*",
    b"{number}",
    b"{amount2:a/b}",
    b"{term}",
    b"{",
    b"}",
    b"\\",
    b'"\n"',
    b"ja,reading\r\n",
    b"key,ja\r\n",
    b"title,text,seconds\r\n",
    b"<img src='http://192.0.2.1/x'>",
)
XML = (
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#xD800;",
    b"&lol9;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"-->",
    b"<?x y?>",
    b'<?xml version="1.0" encoding="utf-16"?>',
    b'<?xml version="1.0" encoding="utf-7"?>',
    b'<?xml version="1.0" encoding="shift_jis"?>',
    b'<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    b'<!DOCTYPE tbx SYSTEM "../secret.txt">',
    b'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:../secret.txt">]>',
    b'<!DOCTYPE tbx [<!ENTITY % p SYSTEM "http://192.0.2.1/p.dtd"> %p;]>',
    b"&x;",
    b"<xi:include href='../secret.txt' xmlns:xi='http://www.w3.org/2001/XInclude'/>",
    b"<conceptEntry>",
    b"</conceptEntry>",
    b'<langSec xml:lang="ja">',
    b"</langSec>",
    b"<termSec><term>",
    b"</term></termSec>",
    b"<note>priority: 9</note>",
    b"<note>reading: </note>",
    b' xml:lang="' + b"x-" * 200 + b'"',
    b" xmlns=''",
    b"<a>" * 40,
)
TOML = (
    b"[",
    b"]",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"=",
    b".",
    b'"',
    b'"""',
    b"'''",
    b"#",
    b"true",
    b"inf",
    b"-nan",
    b"0x" + b"f" * 5000,
    b"1979-05-27T07:32:00Z",
    b"0001-01-01",
    b"[[set]]\n",
    b"[choices]\n",
    b"[locked]\n",
    b"locked = 1\n",
    b'profile = "../../evil"\n',
    b'profile = "x"\n',
    b"profile = [1]\n",
    b"phrases = [[1], {a = 1}]\n",
    b"departments = [[1]]\n",
    b"font_size = true\n",
    b"font_size.a = 1\n",
    b"[font_size]\n",
    b"[[announcement]]\n",
    b"\\u0000",
    b"\\ud800",
    b"a = " + b"[" * 3000,
    b"a = " + b"{a=" * 1500,
)
JSON = (
    b"{",
    b"}",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"null",
    b"true",
    b"NaN",
    b"1e400",
    b"-0",
    b'"\\ud800"',
    b'"from_code"',
    b'"../../evil"',
    b"1" * 5000,
    b'"placeholders":[1]',
    b'"target_prefix":"' + b"x" * 100 + b'"',
)


def mutated(rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """One of ``seeds`` after one to six mutations."""
    data = bytearray(rng.choice(seeds))
    for _ in range(_count(rng)):
        if len(data) > LARGEST:
            del data[LARGEST:]
        rng.choice(_WAYS)(rng, data, seeds, tokens)
    return bytes(data)


def mutated_table(rng: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """A CSV whose cells, rows or columns were changed, and then, half of the time, its bytes."""
    text = rng.choice(seeds).decode("utf-8-sig", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        rows = []
    if not rows:
        return mutated(rng, seeds, tokens)
    for _ in range(_count(rng)):
        _change_table(rng, rows, tokens)
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=rng.choice(("\r\n", "\n", "\r"))).writerows(rows)
    data = written.getvalue().encode("utf-8", "surrogatepass")
    if rng.random() < 0.5:
        data = b"\xef\xbb\xbf" + data
    return mutated(rng, [data], tokens) if rng.random() < 0.3 else data


def _change_table(rng: random.Random, rows: list[list[str]], tokens: Sequence[bytes]) -> None:
    row = rng.choice(rows)
    way = rng.randrange(7)
    if way == 0 and len(rows) > 1:
        rows.insert(rng.randrange(len(rows)), list(rng.choice(rows)))
    elif way == 1:
        rng.shuffle(row)
    elif way == 2 and row:
        del row[rng.randrange(len(row))]
    elif way == 3:
        row.extend([""] * rng.randrange(1, 200))
    elif row:
        column = rng.randrange(len(row))
        token = rng.choice(tokens).decode("utf-8", "replace")
        cell = row[column]
        at = rng.randrange(len(cell) + 1)
        row[column] = (token, cell[:at] + token + cell[at:], cell * 3)[way - 4]


def _count(rng: random.Random) -> int:
    return rng.choice((1, 1, 1, 2, 2, 3, 6))


def _flip(rng: random.Random, data: bytearray, _: Sequence[bytes], __: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _byte(rng: random.Random, data: bytearray, _: Sequence[bytes], __: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] = rng.randrange(256)


def _cut(rng: random.Random, data: bytearray, _: Sequence[bytes], __: Sequence[bytes]) -> None:
    if data:
        start = rng.randrange(len(data))
        del data[start : start + rng.choice((1, 2, 7, 40, 600))]


def _end(rng: random.Random, data: bytearray, _: Sequence[bytes], __: Sequence[bytes]) -> None:
    if data:
        del data[rng.randrange(len(data)) :]


def _token(rng: random.Random, data: bytearray, _: Sequence[bytes], own: Sequence[bytes]) -> None:
    token = rng.choice(own if rng.random() < 0.7 else COMMON)
    at = rng.randrange(len(data) + 1)
    behind = at + (len(token) if rng.random() < 0.3 else 0)
    data[at:behind] = token * rng.choice((1, 1, 1, 2, 30))


def _integer(rng: random.Random, data: bytearray, _: Sequence[bytes], __: Sequence[bytes]) -> None:
    form = rng.choice(_SIZES)
    size = struct.calcsize(form)
    if len(data) >= size:
        at = rng.randrange(len(data) - size + 1)
        value = (rng.choice(_INTEGERS) + rng.choice((-1, 0, 0, 1))) % (1 << (8 * size))
        data[at : at + size] = struct.pack(form, value)


def _double(rng: random.Random, data: bytearray, _: Sequence[bytes], __: Sequence[bytes]) -> None:
    start = rng.randrange(len(data) + 1)
    part = data[start : start + rng.choice((1, 8, 64, 500))]
    at = rng.randrange(len(data) + 1)
    data[at:at] = part * rng.choice((1, 2, 20))


def _splice(
    rng: random.Random, data: bytearray, seeds: Sequence[bytes], _: Sequence[bytes]
) -> None:
    other = rng.choice(seeds)
    data[rng.randrange(len(data) + 1) :] = other[rng.randrange(len(other) + 1) :]


_Way = Callable[[random.Random, bytearray, Sequence[bytes], Sequence[bytes]], None]
_WAYS: tuple[_Way, ...] = (_flip, _byte, _cut, _end, _token, _token, _integer, _double, _splice)
