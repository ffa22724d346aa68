"""Packages from an index: a web server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from voice_counter.errors import TranslationError
from voice_counter.translation.argos import Package
from voice_counter.translation.package_index import fetch_package
from voice_counter.translation.packages import PackageStore


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *args: object) -> None:
        pass


class Store(PackageStore):
    """Remembers what it was given to install."""

    def __init__(self) -> None:
        self.given: list[bytes] = []

    def install(self, path: Path) -> Package:
        self.given.append(path.read_bytes())
        return Package("ko", "en", "1.0", path, shipped=False)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def entry(version: str, source: str, target: str, *links: str) -> dict[str, object]:
    return {
        "package_version": version,
        "from_code": source,
        "to_code": target,
        "links": list(links),
    }


def test_the_newest_of_the_pair_is_installed(served: tuple[Path, str]) -> None:
    folder, url = served
    for name in ("old", "new", "other"):
        (folder / f"{name}.argosmodel").write_bytes(name.encode() * 1000)
    index = [
        entry("1.2", "ko", "en", f"{url}/old.argosmodel"),
        entry("1.10", "ko", "en", "ipfs://x", f"{url}/new.argosmodel"),
        entry("9", "en", "ko", f"{url}/other.argosmodel"),
        "no entry",
    ]
    (folder / "index.json").write_text(json.dumps(index))
    store = Store()
    package = fetch_package(store, "ko", "en", f"{url}/index.json")
    assert package.target == "en"
    assert store.given == [b"new" * 1000]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("[]", "not_in_index"),
        ("{}", "not_in_index"),
        ("no json", "fetch_failed"),
        ('[{"from_code": "ko", "to_code": "en", "links": ["file:///etc/passwd"]}]', "not_in_index"),
        ('[{"from_code": "ko", "to_code": "en", "links": 3}]', "not_in_index"),
        (
            '[{"from_code": "ko", "to_code": "en", "links": ["http://127.0.0.1:9/x"]}]',
            "fetch_failed",
        ),
    ],
)
def test_what_cannot_be_had_is_told(served: tuple[Path, str], content: str, key: str) -> None:
    folder, url = served
    (folder / "index.json").write_text(content)
    with pytest.raises(TranslationError) as fault:
        fetch_package(Store(), "ko", "en", f"{url}/index.json")
    assert fault.value.key == f"error.translation.{key}"


def test_no_server_and_no_file_are_told(served: tuple[Path, str]) -> None:
    _, url = served
    for address in (f"{url}/none.json", "http://127.0.0.1:9/index.json", "file:///index.json"):
        with pytest.raises(TranslationError) as fault:
            fetch_package(Store(), "ko", "en", address)
        assert fault.value.values["address"] == address
