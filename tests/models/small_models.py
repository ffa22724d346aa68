"""A small registry, and a web server on this machine that behaves as badly as asked."""

from __future__ import annotations

import hashlib
import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from voice_counter.models.registry import FileSpec, ModelSpec, Registry, Source

REPO = "office/tiny-model"
REVISION = "0123456789abcdef0123456789abcdef01234567"


def _noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


CONTENT = {
    "config.json": b'{"sound": true}',
    "model.bin": _noise(1, 200_000),
    "tokenizer.json": _noise(2, 30_000),
}
# A second model that shares a file with the first, as the sizes of Whisper do.
OTHER = {**CONTENT, "config.json": b'{"sound": 1234}', "model.bin": _noise(3, 210_000)}


def make_spec(model_id: str, content: dict[str, bytes], *sources: Source) -> ModelSpec:
    files = tuple(
        FileSpec(name, len(data), hashlib.sha256(data).hexdigest())
        for name, data in content.items()
    )
    return ModelSpec(model_id, "speech", model_id, ("ja",), "MIT", files, sources)


def make_registry(*specs: ModelSpec) -> Registry:
    return Registry(specs[0].id, {spec.id: spec for spec in specs})


def write_model(folder: Path, content: dict[str, bytes] = CONTENT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return folder


class Hub(ThreadingHTTPServer):
    """Serves ``CONTENT`` at the pinned revision; ``manner`` says how, by file name."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = dict(CONTENT)
        self.manner: dict[str, str] = {}
        self.requests: list[tuple[str, str | None]] = []
        self.gate = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def ranges(self, name: str) -> list[str | None]:
        """The Range headers of the requests for one file."""
        return [span for path, span in self.requests if path.endswith(name)]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        name = self.path.rsplit("/", 1)[-1]
        span = self.headers.get("Range")
        self.server.requests.append((self.path, span))
        manner = self.server.manner.get(name, "")
        moved = self.path.startswith("/cdn/")
        pinned = self.path == f"/{REPO}/resolve/{REVISION}/{name}"
        if manner == "redirect" and not moved:
            self.send_response(302)
            self.send_header("Location", f"/cdn/{name}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if manner == "404" or not (pinned or moved) or name not in self.server.content:
            self.send_error(404)
            return
        body = self.server.content[name]
        start = 0
        if span and manner != "no-range":
            start = int(span.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206)
            stated = start + 1 if manner == "wrong-range" else start
            self.send_header("Content-Range", f"bytes {stated}-{len(body) - 1}/{len(body)}")
        else:
            self.send_response(200)
        rest = body[start:]
        if manner != "endless":
            self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        if manner == "truncated":
            rest = rest[:1000]
        if manner == "drops-once" and not span:
            rest = rest[: len(rest) // 2]
        if manner == "stalls":
            self.wfile.write(rest[: len(rest) // 2])
            self.wfile.flush()
            self.server.gate.wait(10)
            rest = rest[len(rest) // 2 :]
        self.wfile.write(rest)
