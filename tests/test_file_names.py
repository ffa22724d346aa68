"""Names that lead out of a folder, that some system cannot have, or that mean one file."""

from __future__ import annotations

import pytest

from voice_counter.file_names import folded, is_safe

UNSAFE = r""". .. a/b /a a\b C:a a*b a?b a"b a<b a>b a|b a.
nul NUL.txt con.py Aux prn.tar.gz COM1 lpt9.x
""".split()


@pytest.mark.parametrize("name", [*UNSAFE, "", "a ", " ", "a\0", "a\n", "\n", "a\x1f", "a\x7f"])
def test_what_no_file_may_be_called(name: str) -> None:
    assert not is_safe(name)


@pytest.mark.parametrize(
    "name",
    ["a", "窓口.toml", ".hidden", "a b", " a", "a-b_c.d+e", "console.py", "com", "nulla", "…"],
)
def test_what_a_file_may_be_called(name: str) -> None:
    assert is_safe(name)


@pytest.mark.parametrize(
    ("one", "other"), [("a/B", "A/b"), ("窓口/が", "窓口/か\u3099"), ("É.csv", "e\u0301.CSV")]
)
def test_two_names_of_one_file(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("か", "が"), ("か", "カ"), ("e", "é")])
def test_names_of_two_files(one: str, other: str) -> None:
    assert folded(one) != folded(other)
