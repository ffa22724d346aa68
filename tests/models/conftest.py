"""A small registry in an empty store, and a hub on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_models import CONTENT, OTHER, REPO, REVISION, Hub, make_registry, make_spec

from voice_counter.models.registry import HubSource, Registry
from voice_counter.models.store import ModelStore


@pytest.fixture
def registry() -> Registry:
    return make_registry(
        make_spec("good", CONTENT, HubSource(REPO, REVISION)),
        make_spec("other", OTHER),
    )


@pytest.fixture
def store(tmp_path: Path, registry: Registry) -> ModelStore:
    return ModelStore(tmp_path / "store", registry)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    server = Hub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("VOICE_COUNTER_HUB", server.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield server
    server.gate.set()
    server.shutdown()
    server.server_close()
    thread.join()
