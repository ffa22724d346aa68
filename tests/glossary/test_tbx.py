"""Terms to TBX and back, and files that mean harm."""

from __future__ import annotations

import dataclasses
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_counter.errors import GlossaryError
from voice_counter.glossary import tbx
from voice_counter.glossary.check import check_file
from voice_counter.glossary.tbx import NAMESPACE, read_tbx, write_tbx
from voice_counter.glossary.terms import Alias, Term
from voice_counter.languages import LANGUAGES
from voice_counter.texts import explain

FULL = Term(
    ja="住民票の写し",
    reading="じゅうみんひょうのうつし",
    easy="住んでいる所の紙",
    translations={"en": ("Certificate of Residence", "residence certificate"), "ne": ("बासिन्दा",)},
    category="戸籍・住民記録",
    departments=("区民事務所", "イベント"),
    priority=1,
    aliases=(Alias("住民票のコピー", "じゅうみんひょうのこぴー"), Alias("写し", "うつし")),
    forbidden={"en": ("resident card",), "ko": ("거주 카드",)},
    note="R&D <窓口>\r\n2 行目",
    source="区",
    review=("ne", "my"),
)

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
cells = st.one_of(
    words, st.sampled_from(["a\r\nb", "note: x", "priority: 9", "reading: よみ", "]]>", "&amp;<b>"])
).map(str.strip)
names = cells.filter(bool)
several = st.lists(names, min_size=1, max_size=3).map(tuple)
renderings = st.dictionaries(st.sampled_from(LANGUAGES), several, max_size=4)
terms = st.builds(
    Term,
    ja=names,
    reading=cells,
    easy=cells,
    translations=renderings,
    category=cells,
    departments=st.lists(names, max_size=3).map(tuple),
    priority=st.integers(1, 3),
    aliases=st.lists(st.builds(Alias, names, cells), max_size=3).map(tuple),
    forbidden=renderings,
    note=cells,
    source=cells,
    review=st.lists(names, max_size=3).map(tuple),
)


def read(path: Path) -> list[Term]:
    return [term for _, term in read_tbx(path)]


@settings(max_examples=150, deadline=None)
@given(written=st.lists(terms, max_size=3))
def test_nothing_is_lost_on_the_way(written: list[Term]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.tbx"
        write_tbx(path, written)
        assert read(path) == written


def test_the_file_is_tbx_basic(tmp_path: Path) -> None:
    """The elements and categories are those of the dialect's schema, at the levels it allows."""
    path = tmp_path / "a.tbx"
    write_tbx(path, [FULL, Term("介護", "かいご")])
    assert read(path) == [FULL, Term("介護", "かいご")]
    root = ElementTree.parse(path).getroot()
    ns = f"{{{NAMESPACE}}}"
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.tag == f"{ns}tbx"
    assert root.attrib == {"type": "TBX-Basic", "style": "dca", lang: "ja"}
    assert root.find(f"{ns}tbxHeader/{ns}fileDesc/{ns}sourceDesc/{ns}p") is not None
    concepts = root.findall(f"{ns}text/{ns}body/{ns}conceptEntry")
    assert [concept.get("id") for concept in concepts] == ["c1", "c2"]
    assert {child.tag.removeprefix(ns) for child in concepts[0]} == {
        "descrip",
        "admin",
        "note",
        "langSec",
    }
    sections = concepts[0].findall(f"{ns}langSec")
    assert [section.get(lang) for section in sections] == ["ja", "en", "ne", "ko"]
    for section in concepts[0].iter(f"{ns}termSec"):
        assert section[0].tag == f"{ns}term"
        assert section[1].get("type") == "administrativeStatus"
        assert {child.get("type") for child in section[2:]} <= {None, "customerSubset"}
    statuses = [[status.text for status in section.iter(f"{ns}termNote")] for section in sections]
    assert statuses[:2] == [
        ["preferredTerm-admn-sts", "admittedTerm-admn-sts", "admittedTerm-admn-sts"],
        ["preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"],
    ]


HEAD = (
    f'<?xml version="1.0"?>\n<tbx xmlns="{NAMESPACE}" type="TBX-Basic" style="dca">\n<text><body>\n'
)
CONCEPT = (
    '<conceptEntry><langSec xml:lang="ja"><termSec><term>{}</term></termSec></langSec>'
    "</conceptEntry>"
)
TAIL = "</body></text></tbx>"


def load(tmp_path: Path, content: str | bytes) -> list[tuple[int, Term]]:
    path = tmp_path / "a.tbx"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_tbx(path))


def test_files_of_other_tools(tmp_path: Path) -> None:
    """Comments, groups, inline elements, regions in tags, other types, no status, BOM."""
    concept = """<!-- x --><conceptEntry id="7" xmlns:q="urn:q">
      <descripGrp><descrip type="subjectField"> 税 </descrip></descripGrp>
      <descrip type="definition">A tax.</descrip><q:extra><q:note>no</q:note></q:extra>
      <note>for
staff</note>
      <langSec xml:lang="ja-JP">
        <termSec><term>住民<hi>税</hi></term><termNote type="partOfSpeech">noun</termNote>
          <termNoteGrp><termNote type="reading">じゅうみんぜい</termNote></termNoteGrp></termSec>
      </langSec>
      <langSec xml:lang="en-US"><termSec><term>wrong</term>
        <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
        <termSec><term>first</term></termSec><termSec><term>best</term>
        <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
      <langSec xml:lang="zh-TW"><termSec><term>住民稅</term></termSec></langSec>
      <langSec xml:lang="tl"><termSec><term>buwis</term></termSec></langSec>
      <langSec xml:lang="de"><termSec><term>Steuer</term></termSec></langSec>
    </conceptEntry>"""
    [(line, term)] = load(tmp_path, "\ufeff" + HEAD + concept + TAIL)
    assert line == 4
    assert term == Term(
        "住民税",
        "じゅうみんぜい",
        category="税",
        note="for\nstaff",
        translations={
            "en": ("best", "first"),
            "zh-Hant": ("住民稅",),
            "fil": ("buwis",),
            "de": ("Steuer",),
        },
        forbidden={"en": ("wrong",)},
    )


def test_utf16_is_read(tmp_path: Path) -> None:
    concept = CONCEPT.format("税")
    head = HEAD.replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    [(_, term)] = load(tmp_path, (head + concept + TAIL).encode("utf-16"))
    assert term == Term("税", "")


def test_check_tells_what_is_missing_from_a_file(tmp_path: Path) -> None:
    concept = CONCEPT.format("x|y").replace('"ja"', '"de"')
    load(tmp_path, HEAD + concept + TAIL)
    found = check_file(tmp_path / "a.tbx")
    assert {problem.row for problem in found} == {4}
    assert {problem.kind for problem in found} >= {
        "unknown_language",
        "separator",
        "missing_ja",
        "missing_reading",
    }


def test_an_equals_sign_in_an_alias_is_told(tmp_path: Path) -> None:
    renderings = {"en": ("a",), "zh-Hans": ("中",), "zh-Hant": ("中",), "ko": ("가",), "vi": ("a",)}
    sound = Term("税", "ぜい", translations=renderings, aliases=(Alias("ぜー", "ぜー"),))
    write_tbx(tmp_path / "a.tbx", [sound])
    assert check_file(tmp_path / "a.tbx") == []
    write_tbx(tmp_path / "a.tbx", [dataclasses.replace(sound, aliases=(Alias("ぜ=ー", "ぜー"),))])
    assert check_file(tmp_path / "a.tbx")[0].kind == "separator"


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {name} "{("&" + before + ";") * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def with_doctype(doctype: str, content: str = "") -> str:
    return HEAD.replace("?>\n", f"?>\n{doctype}\n", 1) + content + TAIL


@pytest.mark.parametrize(
    ("content", "key", "row"),
    [
        (with_doctype(LAUGHS, CONCEPT.format("&i;")), "tbx_doctype", 2),
        (
            with_doctype(
                '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', CONCEPT.format("&x;")
            ),
            "tbx_doctype",
            2,
        ),
        (with_doctype('<!DOCTYPE tbx SYSTEM "http://example.invalid/x.dtd">'), "tbx_doctype", 2),
        (HEAD + CONCEPT.format("&x;") + TAIL, "tbx_damaged", 4),
        (HEAD + CONCEPT.format("税"), "tbx_damaged", 4),
        (HEAD + CONCEPT.format("税")[:-20], "tbx_damaged", 4),
        (HEAD + CONCEPT.format("<b>") + TAIL, "tbx_damaged", 4),
        (HEAD + CONCEPT.format("\x00") + TAIL, "tbx_damaged", 4),
        (HEAD + TAIL + TAIL, "tbx_damaged", 4),
        ("", "tbx_damaged", 1),
        ("ja,reading\n", "tbx_damaged", 1),
        (HEAD.encode() + b"\xff\xfe", "tbx_damaged", 4),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><tbx/>', "tbx_damaged", 1),
        ('<?xml version="1.0" encoding="nonsense"?><tbx/>', "tbx_damaged", 1),
        ("<html/>", "tbx_root", None),
        ("<tbx/>", "tbx_root", None),
        ('<martif type="TBX-Basic"/>', "tbx_root", None),
        (HEAD.replace('"dca"', '"dct"') + TAIL, "tbx_style", None),
        (HEAD + "<a>" * 100_000, "tbx_deep", 4),
        (HEAD + "<conceptEntry><note>priority: 9</note></conceptEntry>" + TAIL, "priority", 4),
    ],
)
def test_hostile_and_damaged_files_are_refused_by_line(
    tmp_path: Path, content: str | bytes, key: str, row: int | None
) -> None:
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path, content)
    assert (caught.value.key, caught.value.values.get("row")) == (f"error.glossary.{key}", row)
    for language in ("ja", "en"):
        assert str(tmp_path / "a.tbx") in explain(caught.value, language)


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tbx, "MOST_BYTES", 1 << 20)
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path, HEAD + " " * (2 << 20) + TAIL)
    assert caught.value.key == "error.glossary.too_big"
    assert "1 MB" in explain(caught.value, "en")


@pytest.mark.parametrize("make", [lambda p: p / "absent.tbx", lambda p: p])
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(make(tmp_path))
    assert caught.value.key == "error.glossary.unreadable"


def test_twenty_thousand_terms_pass_in_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    many = 20_000
    started = time.monotonic()
    write_tbx(path, (dataclasses.replace(FULL, ja=f"語{number}") for number in range(many)))
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    try:
        stream = read_tbx(path)
        assert [next(stream)[1].ja for _ in range(2000)][-1] == "語1999"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # A chunk of the file and its concepts, not the file.
    assert peak < 4_000_000
    assert sum(1 for _ in stream) == many - 2000
    assert time.monotonic() - started < 60


def test_the_old_file_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    write_tbx(path, [FULL])
    with pytest.raises(GlossaryError) as caught:
        write_tbx(path, [FULL, Term("税\x01", "ぜい")])
    assert caught.value.key == "error.glossary.tbx_character"
    assert "U+0001" in explain(caught.value, "ja")
    assert read(path) == [FULL]
    assert list(tmp_path.iterdir()) == [path]


def test_where_it_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        write_tbx(tmp_path / "file" / "a.tbx", [FULL])
    assert caught.value.key == "error.glossary.unwritable"
