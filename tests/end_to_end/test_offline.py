"""No packet leaves the PC: the application without any network, and what it asks of one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest
from network import WITHOUT_NETWORK, Ears, Event, need_namespace, no_strace
from recordings import recording
from running import Program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="namespaces and strace of Linux")

PYTHON = sys.executable
WINDOW = (PYTHON, str(Path(__file__).with_name("offline_counter.py")))
CAPTION = (PYTHON, "-m", "voice_counter", "caption", str(recording("ja_10").path), "--to", "en")
TRANSLATE = (PYTHON, "-m", "voice_counter", "translate", "--to", "en", "納期限は6月30日です。")

Run = Callable[..., list[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a program to its end, and gives what it has written. A folder is its home."""

    def to_end(*command: str, environment: Mapping[str, str] | None = None) -> list[str]:
        known = {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
            "VOICE_COUNTER_CONFIG": str(tmp_path / "config"),
            "VOICE_COUNTER_SITE_CONFIG": str(tmp_path / "site"),
            "VOICE_COUNTER_LOGS": str(tmp_path / "logs"),
        }
        with Program(*command, environment={**known, **(environment or {})}) as program:
            assert program.finish() == 0, program.err.all[-20:]
        return program.out.all

    return to_end


def check_window(out: list[str]) -> None:
    said = json.loads(out[-1])
    assert said["fault"] == ""
    assert "納期限" in "".join(said["heard"])
    # Where sentences end depends on how quickly they are heard, and with it what becomes of dates.
    assert "deadline" in " ".join(said["translated"])


def check_caption(out: list[str]) -> None:
    assert any("納期限" in line for line in out)
    assert any("June 30" in line for line in out)


def check_translate(out: list[str]) -> None:
    assert "June 30" in " ".join(out)


EVERYTHING = pytest.mark.parametrize(
    ("command", "check"),
    [(WINDOW, check_window), (CAPTION, check_caption), (TRANSLATE, check_translate)],
    ids=["window", "caption", "translate"],
)

# Tells whether there is a network: its own interfaces, and whether even the loopback can be used.
PROBE = """
import socket
print([name for _, name in socket.if_nameindex()])
server = socket.socket(); server.bind(("127.0.0.1", 0)); server.listen()
try:
    socket.create_connection(server.getsockname(), 5)
except OSError as error:
    print("none", error.errno)
"""


def test_the_namespace_has_no_network(run: Run) -> None:
    need_namespace()
    names, *rest = run(*WITHOUT_NETWORK, PYTHON, "-c", PROBE)
    assert names == "['lo']"
    assert rest
    assert rest[0].startswith("none")


@EVERYTHING
def test_it_works_where_there_is_no_network(
    run: Run, tmp_path: Path, command: tuple[str, ...], check: Callable[[list[str]], None]
) -> None:
    need_namespace()
    ears = Ears(tmp_path)
    check(run(*WITHOUT_NETWORK, *command, environment=ears.environment))
    assert ears.asked() == []


@EVERYTHING
def test_it_asks_nothing_of_a_network(
    run: Run, tmp_path: Path, command: tuple[str, ...], check: Callable[[list[str]], None]
) -> None:
    """Heard by Python's audit hook in every process, and by strace, which also hears Qt and other
    native code, in all threads and children."""
    ears = Ears(tmp_path)
    deaf = no_strace()
    check(run(*(() if deaf else ears.tracing), *command, environment=ears.environment))
    assert ears.asked() == []
    # The recogniser and the translator of the window are processes of their own.
    assert len(ears.processes()) >= (3 if command == WINDOW else 1)
    if deaf:
        pytest.skip(f"native code was not listened to: {deaf}")
    assert ears.calls() == []
    print("local sockets:", sorted(ears.local()))


ASKS = """
import multiprocessing, socket
def ask():
    for attempt in (
        lambda: socket.getaddrinfo("192.0.2.1", 9),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        lambda: socket.create_connection(("127.0.0.1", 9), 1),
    ):
        try:
            attempt()
        except OSError:
            pass
if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(target=ask)
    child.start()
    child.join()
"""


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """A program whose child asks the network."""
    path = tmp_path / "asks.py"
    path.write_text(ASKS, encoding="utf-8")
    return path


def test_the_hook_hears_a_child(run: Run, tmp_path: Path, asking: Path) -> None:
    ears = Ears(tmp_path)
    run(PYTHON, str(asking), environment=ears.environment)
    heard = {each.event for each in ears.asked()}
    assert {"socket.getaddrinfo", "socket.sendto", "socket.connect", "socket.__new__"} <= heard
    assert len(ears.processes()) >= 2


@pytest.mark.parametrize(
    ("family", "address", "asks"),
    [(1, "'/run/user/bus'", False), (2, "('192.0.2.1', 9)", True), (10, "('::1', 9, 0, 0)", True)],
)
def test_sockets_of_this_pc_alone_are_harmless(
    tmp_path: Path, family: int, address: str, asks: bool
) -> None:
    """By the numbers that Linux has for ``AF_UNIX``, ``AF_INET`` and ``AF_INET6``."""
    ears = Ears(tmp_path)
    what = f"(<socket.socket fd=3, family={family}, type=1, proto=0>, {address})"
    event = Event(1, "socket.connect", what)
    log = Path(ears.environment["NETWORK_LOG"])
    log.write_text(json.dumps(asdict(event)) + "\n", encoding="utf-8")
    assert ears.asked() == ([event] if asks else [])


def test_strace_hears_a_child(run: Run, tmp_path: Path, asking: Path) -> None:
    if deaf := no_strace():
        pytest.skip(deaf)
    ears = Ears(tmp_path)
    run(*ears.tracing, PYTHON, str(asking))
    calls = " ".join(ears.calls())
    assert "AF_INET" in calls
    assert "connect(" in calls
    assert "sendto(" in calls


def test_the_runtime_of_the_voice_detector_leaves_no_identifier(run: Run, tmp_path: Path) -> None:
    """ONNX Runtime keeps a number of the PC, and what it has yet to send, unless it is silenced."""
    home = tmp_path / "home"
    code = "from voice_counter.speech.silero import SileroVad; SileroVad()"
    unwanted = {"ORT_DISABLE_TELEMETRY": "0", "HOME": str(home), "XDG_CACHE_HOME": str(home / "c")}
    run(PYTHON, "-c", code, environment=unwanted)
    assert not home.exists()


def test_commands_do_not_load_what_fetches() -> None:
    """Not even the modules that may use the network are in the memory of a running counter."""
    fetching = (
        "voice_counter.models.fetch",
        "voice_counter.models.wheels",
        "voice_counter.translation.package_index",
    )
    code = (
        "import sys, voice_counter.cli, voice_counter.captions.engine, voice_counter.desktop.app,"
        " voice_counter.translation.load, voice_counter.supervision.engines\n"
        f"found = lambda: [n for n in {fetching} if n in sys.modules]\n"
        f"print(found())\nimport {', '.join(fetching)}\nprint(found())"
    )
    ran = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", str(list(fetching))], "by names that there are"
