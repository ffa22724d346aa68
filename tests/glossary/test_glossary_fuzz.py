"""Glossary files of any content: a ``GlossaryError`` that can be told, or terms."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from pathlib import Path

import hostile
import pytest
from hypothesis import example, given

from voice_counter.errors import GlossaryError
from voice_counter.glossary.check import check_file
from voice_counter.glossary.columns import COLUMNS
from voice_counter.glossary.files import MOST_BYTES, load_glossary, read_terms
from voice_counter.glossary.profiles import load_profiles
from voice_counter.glossary.tbx import NAMESPACE, read_tbx
from voice_counter.glossary.user_glossary import UserGlossary
from voice_counter.small_files import MOST_BYTES as MOST_TOML_BYTES
from voice_counter.texts import explain

CONCEPT = '<conceptEntry><langSec xml:lang="ja"><termSec><term>住民票</term></termSec></langSec>'
HEAD = f'<tbx xmlns="{NAMESPACE}" type="TBX-Basic" style="dca"><text><body>'

BOMB = (
    f"<!DOCTYPE tbx [<!ENTITY a '{'a' * 1000}'>"
    + "".join(f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in pairwise("abcdefghi"))
    + f"]>{HEAD}&i;</body></text></tbx>"
)
"""100 GB of text if it were expanded."""


def told(error: GlossaryError) -> None:
    assert explain(error, "ja")
    assert explain(error, "en")


@hostile.MANY
@given(
    content=hostile.tables(
        COLUMNS, "住民票", "じゅうみんひょう", "1", "a=あ|b", "en:x|:", "review:*", "=1+1", "\0"
    )
)
@example(content=b'ja,reading\n"' + b"x" * 200_000)
@example(content=b"ja,reading\n" + b"," * 100_000)
def test_csv(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    problems = check_file(path)
    try:
        found = list(read_terms(path))
    except GlossaryError as error:
        told(error)
        assert problems, "what does not load has a fault"
    else:
        assert all(term.ja and term.reading for term in found)
        list(load_glossary(tmp_path).matches("住民票の写し"))


@hostile.FEW
@given(content=hostile.tables(("ja", "reading"), "住民票", "じゅうみんひょう", "'=1", "\n"))
def test_own_terms_start_again_after_any_file(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "own"
    path = folder / "own-terms.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    own = UserGlossary(path)
    try:
        own.load()
    except GlossaryError as error:
        told(error)
    own.load()
    assert [each.name for each in tmp_path.iterdir()] == ["own"]
    for each in folder.iterdir():
        each.unlink()


@hostile.MANY
@given(
    content=hostile.documents(
        HEAD,
        CONCEPT,
        "</conceptEntry>",
        "<note>priority: 9</note>",
        "<a>",
        "</a>",
        "<![CDATA[",
        "&#0;",
        "&x;",
        '<!DOCTYPE tbx SYSTEM "secret.txt">',
        '<?xml version="1.0" encoding="utf-7"?>',
        "</body></text></tbx>",
    )
)
@example(content=f"{HEAD}{CONCEPT}</conceptEntry></body></text></tbx>".encode())
def test_tbx(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.tbx"
    path.write_bytes(content)
    problems = check_file(path)
    try:
        found = [term for _, term in read_tbx(path)]
    except GlossaryError as error:
        told(error)
        assert problems, "what does not load has a fault"
    else:
        kinds = {problem.kind for problem in problems}
        assert "missing_ja" in kinds or all(term.ja for term in found)
        assert "missing_reading" in kinds or all(term.reading for term in found)


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:{secret}">]>' + HEAD + "&x;</body></text></tbx>",
        '<!DOCTYPE tbx [<!ENTITY % p SYSTEM "file:{secret}"> %p;]>' + HEAD + "</body></text></tbx>",
        '<!DOCTYPE tbx SYSTEM "file:{secret}">' + HEAD + "</body></text></tbx>",
        BOMB,
    ],
)
def test_no_entity_is_ever_expanded(tmp_path: Path, document: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("住民票", encoding="utf-8")
    path = tmp_path / "a.tbx"
    path.write_text(document.replace("{secret}", str(secret)), encoding="utf-8")
    tracemalloc.start()
    with pytest.raises(GlossaryError, match="tbx_doctype"):
        list(read_tbx(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20


@hostile.MANY
@given(
    content=hostile.documents(
        'name = "窓口"\n', 'name_en = "x"\n', 'departments = ["福祉"]\n', "departments = [[1]]\n",
        "furigana = ", "1\n", "[", "]", "{", "}", '"""', "\\u0000",
    )
)  # fmt: skip
@example(content=b"a = " + b"[" * hostile.DEEP)
@example(content=b"a = " + b"{a=" * hostile.DEEP)
@example(content=b"a = " + b"9" * 5000)
@example(content=b"departments = [0x" + b"f" * 9000 + b"]")
@example(content=b"#" * (MOST_TOML_BYTES + 1))
@example(content='name = "窓口"\nname_en = "x"\ndepartments = ["福祉"]\n'.encode())
def test_profiles(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    try:
        found = load_profiles(tmp_path)
    except GlossaryError as error:
        told(error)
    else:
        (profile,) = found.values()
        assert profile.id == "a"
        assert (profile.name, profile.name_en) == ("窓口", "x")
        assert set(profile.departments) == {"福祉"}
        assert profile.furigana in (None, True, False)


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    tracemalloc.start()
    with pytest.raises(GlossaryError, match="too_big"):
        list(read_terms(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20
