"""Model fetching is the only code that may touch the network, and nothing at the counter loads it.

``tests/end_to_end/test_offline.py`` listens to the running application; this reads its sources.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "voice_counter"

FETCHING = {
    "voice_counter.models.fetch",
    "voice_counter.models.wheels",
    "voice_counter.translation.package_index",
}
"""What may touch the network: on the command ``models fetch`` or ``packages fetch`` only."""

WITHIN = {"voice_counter.desktop.interrupts": {"socketpair"}}
"""What uses sockets of its own, both ends of which it holds, and of ``socket`` nothing else."""

NETWORK = set(
    "socket ssl http urllib ftplib smtplib poplib imaplib nntplib telnetlib xmlrpc socketserver "
    "asyncio selectors webbrowser requests urllib3 httpx httpx2 aiohttp websockets huggingface_hub "
    "pip".split()
)
QT = {
    "QtNetwork",
    "QtWebSockets",
    "QtWebEngineCore",
    "QtWebEngineQuick",
    "QtWebChannel",
    "QtHttpServer",
}
# A program that is started could do it instead.
STARTING = {"subprocess", "pty", "multiprocessing"}
STARTS = {
    "voice_counter.models.wheels": {"subprocess"},
    # Our own processes: the recogniser and the translator.
    "voice_counter.supervision.process": {"multiprocessing"},
}
"""Who may start one. The installer is no part of what runs at the counter."""

AT_THE_COUNTER = (
    "voice_counter.desktop.app",
    "voice_counter.desktop",
    "voice_counter.cli",
    "voice_counter.cli.caption",
    "voice_counter.cli.translate",
    "voice_counter.cli.window",
    "voice_counter.supervision.engines",
)
ON_COMMAND = {"voice_counter.cli.models", "voice_counter.cli.packages"}
"""The commands that fetch; what they import within a function is loaded by that command only."""

QML = sorted((ROOT / "ui").rglob("*.qml"))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def trees() -> dict[str, ast.Module]:
    return {
        module_of(path): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def at_counter() -> dict[str, ast.Module]:
    return {name: tree for name, tree in trees().items() if ".installer" not in name}


def imports(tree: ast.AST, *, late: bool = True) -> Iterator[str]:
    """All modules that are imported, and what is imported from them; ``late`` in functions too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "no relative imports here"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        elif late or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imports(node, late=late)


def test_only_fetching_imports_what_reaches_the_network() -> None:
    users = {
        name
        for name, tree in trees().items()
        if any(found.split(".")[0] in NETWORK for found in imports(tree))
    }
    assert users <= FETCHING | set(WITHIN)
    assert "voice_counter.models.fetch" in users, "this test finds imports"


def test_a_pair_of_sockets_within_the_process_reaches_nobody() -> None:
    for name, allowed in WITHIN.items():
        tree = trees()[name]
        assert {found for found in imports(tree) if found.split(".")[0] in NETWORK} == {"socket"}
        used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)
                and isinstance(n.value, ast.Name) and n.value.id == "socket"}  # fmt: skip
        assert used == allowed


def test_qt_brings_no_network() -> None:
    for name, tree in trees().items():
        found = {part for each in imports(tree) for part in each.split(".")}
        assert not found & QT, name


def test_modules_are_imported_by_their_names() -> None:
    """A name that is put together at run time could be any module; the key stores are listed."""
    dynamic = re.compile(r"(?<![.\w])(__import__|exec|eval)\(|\bimport_module\(")
    users = {
        module_of(path)
        for path in PACKAGE.rglob("*.py")
        if dynamic.search(path.read_text(encoding="utf-8")) and "installer" not in path.parts
    }
    assert users == {"voice_counter.record.keys"}


def test_only_fetching_and_supervision_start_programs() -> None:
    for name, tree in at_counter().items():
        used = {each.split(".")[0] for each in imports(tree)} & STARTING
        assert used <= STARTS.get(name, set()), name
        names = {f"{n.value.id}.{n.attr}" for n in ast.walk(tree)
                 if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)}  # fmt: skip
        assert not names & {"os.system", "os.popen", "os.execv", "os.startfile"}, name


def test_nothing_at_the_counter_imports_what_fetches() -> None:
    """The graph of imports, late ones too, from the window and the commands for the counter."""
    waiting = list(AT_THE_COUNTER)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in trees():
            continue
        seen.add(name)
        # Importing a module imports the packages it is in.
        waiting.append(name.rpartition(".")[0])
        waiting += imports(trees()[name], late=name not in ON_COMMAND)
    assert "voice_counter.speech.whisper" in seen
    assert "voice_counter.translation.firefox" in seen
    assert not seen & FETCHING


def test_the_window_starts_without_what_it_has_no_use_for() -> None:
    """Not even what a library brings along: HTTP, and patterns that take long to compile."""
    code = "import sys, voice_counter.desktop.app; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(ended.stdout.split())
    assert "voice_counter.office.look" in loaded, "this test finds modules"
    later = {"voice_counter.privacy.redaction", "voice_counter.privacy.session"}
    later |= {"voice_counter.office.contents", "voice_counter.glossary.tbx"}
    assert not loaded & {"ssl", "http.client", "urllib.request", *later}


@pytest.mark.parametrize("path", QML, ids=lambda path: path.stem)
def test_the_window_loads_no_remote_place(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for forbidden in (r"https?:", r"ftp:", "XMLHttpRequest", "openUrlExternally", "WebSocket"):
        assert not re.search(forbidden, source), forbidden
    modules = re.findall(r"^import (\S+)", source, re.MULTILINE)
    own = {name for name in modules if name.startswith('"')}
    known = re.compile(r"QtQuick(\.[A-Z][A-Za-z]+)*$")
    assert [name for name in modules if name not in own and not known.match(name)] == []
    assert all("://" not in name for name in own)


def test_scripts_beside_the_qml_load_nothing() -> None:
    for path in (ROOT / "ui").rglob("*.js"):
        assert not re.search(r"https?:|XMLHttpRequest|\.import", path.read_text(encoding="utf-8"))
    assert len(QML) > 40


STYLED = {"Banner.qml", "OutlinedText.qml", "CaptionLine.qml"}
"""They show marks in texts, of which they have escaped everything else
(``tests/desktop/test_hostile_texts.py``)."""

SHOWS = re.compile(r"(?<!component Layer: )\b(?:Text|Label|TextEdit|TextArea)\s*\{")
"""What may take its text for markup, as ``textFormat`` says."""
DRAWS = re.compile(
    r"\b(?:(?:Tool|Tab|Round|Delay|Radio)?Button|\w*Delegate|CheckBox|Switch|ComboBox"
    r"|(?:Menu|MenuBar)Item|GroupBox)\s*\{"
)
"""Controls that draw their text with a ``Text`` of Qt's own, unless they are given another."""


@pytest.mark.parametrize("path", QML, ids=lambda path: path.stem)
def test_no_text_is_taken_for_markup(path: Path) -> None:
    """Left to itself, ``Text`` takes what looks like HTML for it, and fetches its pictures."""
    source = path.read_text(encoding="utf-8")
    for fault in as_markup(source, styled=path.name in STYLED):
        raise AssertionError(fault)


def as_markup(source: str, *, styled: bool = False) -> Iterator[str]:
    """The parts of QML that may take a text for markup."""
    for found in SHOWS.finditer(source):
        block = _block(source, found.end() - 1)
        formats = re.findall(r"textFormat: (.*)", block) or ["none"]
        if formats[0] not in ("Text.PlainText", "TextEdit.PlainText") and not (
            styled and "StyledText" in formats[0]
        ):
            yield block[:300]
    for found in DRAWS.finditer(source):
        block = _block(source, found.end() - 1)
        if "contentItem: " not in block:
            yield block[:300]
    # A tip, and the titles of these, are drawn by Qt alone.
    yield from re.findall(r"RichText|MarkdownText|AutoText|\bToolTip\b|\bDialog\s*\{", source)


@pytest.mark.parametrize(
    "qml",
    [
        "Text { text: x }",
        "Label { text: x }",
        "TextArea { textFormat: TextEdit.AutoText }",
        "TextEdit { textFormat: TextEdit.RichText }",
        "Text { textFormat: Text.StyledText }",
        "Button { text: x }",
        "ItemDelegate { text: x }",
        "CheckBox { text: x }",
        "Item { ToolTip.text: x }",
        "ToolTip { text: x }",
    ],
)
def test_what_may_take_a_text_for_markup_is_found(qml: str) -> None:
    assert list(as_markup(qml))


def _block(source: str, start: int) -> str:
    depth = 0
    for at in range(start, len(source)):
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        if depth == 0:
            return source[start : at + 1]
    raise AssertionError("braces that do not close")
