"""``voice-counter settings``: the same settings as on the page of the window."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

import tomlkit

from voice_counter import settings
from voice_counter.errors import UserError
from voice_counter.settings.store import invalid
from voice_counter.texts import explain, text


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("settings", help=text("cli.settings.help"))
    parser.set_defaults(run=_list)
    parts = parser.add_subparsers(metavar="ACTION")
    parts.add_parser("list", help=text("cli.settings.list")).set_defaults(run=_list)
    change = parts.add_parser("set", help=text("cli.settings.set"))
    change.add_argument("name", help=text("cli.settings.name"))
    change.add_argument("value", help=text("cli.settings.value"))
    change.set_defaults(run=_set)
    reset = parts.add_parser("reset", help=text("cli.settings.reset"))
    reset.add_argument("names", nargs="+", metavar="NAME", help=text("cli.settings.name"))
    reset.set_defaults(run=_reset)
    profile = parts.add_parser("profile", help=text("cli.settings.profile"))
    profile.add_argument("name", nargs="?", default="", metavar="NAME")
    profile.set_defaults(run=_profile)
    parts.add_parser("path", help=text("cli.settings.path")).set_defaults(run=_path)


def _list(_: argparse.Namespace) -> int:
    stored = settings.read()
    for name, declared in settings.DECLARATIONS.items():
        value = written(getattr(stored.settings, name))
        layer = text(f"settings.layer_{stored.layers[name]}")
        print(f"{name} = {value}\t[{_allowed(declared)}]\t{_label(name)}\t({layer})")
    names = " ".join(settings.profile_names()) or text("settings.profile_list_none")
    print(f"{text('window.settings.profile')}: {names}")
    for fault in stored.faults:
        print(explain(fault))
    return 0


def _set(arguments: argparse.Namespace) -> int:
    declared = settings.DECLARATIONS[_known(arguments.name)]
    stored = settings.read()
    if arguments.name in stored.locked:
        raise UserError("window.settings.locked", label=_label(arguments.name))
    try:
        value = declared.parse(arguments.value)
    except ValueError as error:
        raise invalid(arguments.name, arguments.value) from error
    settings.save(replace(stored.settings, **{arguments.name: value}))
    print(
        text(
            "settings.saved",
            label=_label(arguments.name),
            name=arguments.name,
            value=written(value),
        )
    )
    return 0


def _reset(arguments: argparse.Namespace) -> int:
    names = [_known(name) for name in arguments.names]
    settings.reset(*names)
    now = settings.read().settings
    for name in names:
        value = written(getattr(now, name))
        print(text("settings.was_reset", label=_label(name), name=name, value=value))
    return 0


def _profile(arguments: argparse.Namespace) -> int:
    name = settings.add_profile(arguments.name) if arguments.name else ""
    settings.use_profile(name)
    print(text("settings.profile_used", name=name) if name else text("settings.profile_left"))
    return 0


def _path(_: argparse.Namespace) -> int:
    print(settings.path())
    print(settings.site_path())
    return 0


def written(value: object) -> str:
    """A value as it stands in a settings file."""
    return tomlkit.item(value).as_string()


def _known(name: str) -> str:
    if name not in settings.DECLARATIONS:
        raise UserError("window.settings.unknown", name=name)
    return name


def _label(name: str) -> str:
    return text(f"window.settings.label.{name}")


def _allowed(declared: settings.Declaration) -> str:
    match declared.kind:
        case settings.Kind.SWITCH:
            return text("settings.allowed_switch")
        case settings.Kind.CHOICE:
            return " ".join(option or '""' for option in declared.options)
        case settings.Kind.INTEGER | settings.Kind.NUMBER:
            return text(
                "settings.allowed_range", low=f"{declared.low:g}", high=f"{declared.high:g}"
            )
        case settings.Kind.TEXT:
            return declared.pattern or text("settings.allowed_text")
