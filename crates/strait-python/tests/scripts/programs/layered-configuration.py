"""Settings out of defaults, a file, the environment and the command line."""
import argparse
import json
import os
import re
import tomllib
from collections import ChainMap
from dataclasses import MISSING, Field, asdict, dataclass, field, fields, is_dataclass, replace
from enum import Enum, IntFlag, StrEnum, auto
from pathlib import PurePosixPath
from string import Template
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Generic, Literal, Optional, TypeVar, Union, get_args, get_origin, get_type_hints


class Level(StrEnum):
    DEBUG = auto()
    INFO = auto()
    ERROR = auto()


class Rights(IntFlag):
    READ = auto()
    WRITE = auto()
    ADMIN = READ | WRITE | 4


class ConfigError(ExceptionGroup):
    def derive(self, errors):
        return ConfigError(self.message, errors)


T = TypeVar("T")


class Validated(Generic[T]):
    """A descriptor that checks what is assigned."""

    def __set_name__(self, owner, name):
        self.name = name

    def __init__(self, check, default):
        self.check, self.default = check, default

    def __get__(self, instance, owner=None):
        if instance is None:
            return self.default
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not self.check(value):
            raise ValueError(f"{self.name} cannot be {value!r}")
        instance.__dict__[self.name] = value


@dataclass
class Server:
    host: str = "localhost"
    port: int = Validated(lambda port: 0 < port < 65536, 8080)
    tags: list[str] = field(default_factory=list)
    timeout: float | None = None

    @property
    def url(self):
        return f"http://{self.host}:{self.port}/"


@dataclass(frozen=True, order=True)
class Rule:
    pattern: Annotated[str, "a regular expression"]
    rights: Rights = Rights.READ
    weight: int = field(default=0, compare=False, metadata={"help": "higher first"})

    def __post_init__(self):
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"bad pattern: {error}") from error


@dataclass
class Settings:
    name: str
    level: Level = Level.INFO
    root: PurePosixPath = PurePosixPath("/srv")
    server: Server = field(default_factory=Server)
    rules: list[Rule] = field(default_factory=list)
    limits: dict[str, int] = field(default_factory=dict)
    mode: Literal["fast", "safe"] = "safe"
    debug: Optional[bool] = None


def convert(kind, value, path, errors):
    origin, args = get_origin(kind), get_args(kind)
    try:
        if is_dataclass(kind):
            return build(kind, value, path, errors)
        if origin is list:
            return [convert(args[0], each, f"{path}[{i}]", errors) for i, each in enumerate(value)]
        if origin is dict:
            return {key: convert(args[1], each, f"{path}.{key}", errors) for key, each in value.items()}
        if origin is Literal:
            if value not in args:
                raise ValueError(f"{value!r} is none of {', '.join(map(repr, args))}")
            return value
        if origin in (Union, UnionType):
            if value is None or value == "":
                return None
            return convert(next(arg for arg in args if arg is not NoneType), value, path, errors)
        if issubclass(kind, IntFlag):
            rights = kind(0)
            for word in value.split("|"):
                rights |= kind[word.strip().upper()]
            return rights
        if issubclass(kind, Enum):
            return kind(value.lower())
        if kind is bool and isinstance(value, str):
            return {"yes": True, "true": True, "no": False, "false": False}[value.lower()]
        return kind(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        error.add_note(f"at {path}")
        errors.append(error)


def build(cls, data, path, errors):
    hints = get_type_hints(cls)
    known = {each.name: each for each in fields(cls)}
    for name in data.keys() - known.keys():
        errors.append(KeyError(f"{path}.{name}"))
    given = {name: convert(hints[name], data[name], f"{path}.{name}", errors) for name in known if name in data}
    missing = [
        name for name, each in known.items()
        if name not in given and each.default is MISSING and each.default_factory is MISSING
    ]
    if missing:
        raise TypeError(f"missing: {', '.join(missing)}")
    return cls(**given)


def nested(flat, separator="__"):
    tree = {}
    for key, value in flat.items():
        *parents, last = key.lower().split(separator)
        here = tree
        for parent in parents:
            here = here.setdefault(parent, {})
        here[last] = value
    return tree


def merge(base, over):
    return {
        key: merge(base[key], over[key]) if isinstance(base.get(key), dict) and isinstance(over.get(key), dict)
        else over.get(key, base.get(key))
        for key in sorted(base.keys() | over.keys())
    }


FILE = r"""
name = "${APP}-service"
level = "DEBUG"
root = "/var/lib/${APP}"

[server]
host = "0.0.0.0"
tags = ["blue", "green"]

[[rules]]
pattern = '^/public/'

[[rules]]
pattern = '^/admin/'
rights = "read | admin"
weight = 10

[limits]
requests = 1_000
"""
os.environ |= {"CFG_SERVER__PORT": "9000", "CFG_LIMITS__USERS": "25", "CFG_DEBUG": "yes"}


def load(arguments):
    parser = argparse.ArgumentParser(prog="service", add_help=False)
    parser.add_argument("--level", choices=[level.value for level in Level])
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="pairs")
    options = parser.parse_args(arguments)
    file = tomllib.loads(Template(FILE).substitute(APP="demo"))
    environment = nested({k[4:]: v for k, v in sorted(os.environ.items()) if k.startswith("CFG_")})
    line = nested(dict(pair.split("=", 1) for pair in options.pairs), ".")
    if options.level:
        line["level"] = options.level
    errors = []
    merged = merge(merge(file, environment), line)
    settings = convert(Settings, merged, "settings", errors)
    if errors:
        raise ConfigError("bad settings", errors)
    return settings


settings = load([])
print(settings)
print(settings.server.url, max(settings.rules, key=lambda rule: rule.weight).rights, sorted(settings.rules)[0].pattern)
print(json.dumps(asdict(settings), default=str, indent=1)[:200])
print(load(["--level", "error", "--set", "server.timeout=2.5", "--set", "mode=fast"]))
changed = replace(settings, name="other", server=replace(settings.server, port=1))
print(changed.server, changed.server is settings.server, changed == settings, Settings("other").server)
for arguments in (["--set", "mode=slow", "--set", "server.port=70000", "--set", "debug=maybe", "--set", "colour=red"],
                  ["--set", "level=loud"]):
    try:
        load(arguments)
    except* KeyError as group:
        print("unknown:", [(error.args, getattr(error, "__notes__", [])) for error in group.exceptions])
    except* ValueError as group:
        print(type(group).__name__, group, [(str(error), error.__notes__) for error in group.exceptions])
for attempt in (lambda: Rule("("), lambda: Server(port=0), lambda: setattr(settings.rules[0], "weight", 3),
                lambda: Settings(), lambda: Rights["OWNER"], lambda: settings.server.url.nothing):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
frozen = MappingProxyType(ChainMap({"a": 1}, asdict(settings)))
print(frozen["a"], frozen["level"], len(frozen), Rights.ADMIN, Rights(5), ~Rights.WRITE, Rights.READ in Rights.ADMIN)
print([(each.name, each.type, each.metadata.get("help")) for each in fields(Rule)], isinstance(fields(Rule)[0], Field))
