"""Checks what the file of a preset declares, and says in a sentence what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from salesdesk.models.columns import TEXT_KINDS, Column, Kind, Table
from salesdesk.models.names import word_key
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.header_words import squeeze, words
from salesdesk.reading.numbers_time import UNITS
from salesdesk.reading.preset_layout import History, Layout, Preset

HISTORIES = {"opportunities": "opp_stage_history", "leads": "lead_stage_history"}
_PRESET = {"name", "layout", "made_by_system", "units"}
_LAYOUT = {"title", "table", "confidence", "all", "any", "least", "columns", "unused", "always", "units", "blank",
           "words", "history", "people"}  # fmt: skip
_SOURCES = ("A", "B")  # the vendor's own documentation, or several independent programs that agree
_FEWEST = 2  # one header alone tells no program from another
_MODULE = "{module}"  # stands for a name that the company gave
_LONGEST = 80  # characters of a name or title, which stand beside every column
_SHOWN = 40  # of a text that is wrong
_BLANKS = 3  # names that may stand open in a header
_QUOTES = "[\"'“”„‘’]?"


class WrongPreset(Exception):  # noqa: N818 - the word the rest of the program uses
    """``str()`` of it completes "The preset x.toml is not used: …"."""

    def __str__(self) -> str:
        """In one line, with no more of what is wrong than helps to find it."""
        plain = " ".join("".join(mark if mark.isprintable() else " " for mark in super().__str__()).split())
        return re.sub(f"“([^”]{{{_SHOWN}}})[^”]+”", "“\\1…”", plain)


def checked_preset(declared: Mapping[str, Any]) -> Preset:
    """Raises WrongPreset."""
    _only(declared, _PRESET, "it")
    name = _text(declared, "name", "it")
    layouts = declared.get("layout")
    if not isinstance(layouts, list) or not layouts or not all(isinstance(one, dict) for one in layouts):
        raise WrongPreset("it describes no layout ([[layout]])")
    made = frozenset(word_key(word) for word in _texts(declared, "made_by_system", "it"))
    units = {
        squeeze(header): _known_unit(header, unit, "it") for header, unit in _table(declared, "units", "it").items()
    }
    return Preset(name, tuple(replace(_layout(name, one), made_by_system=made) for one in layouts), made, units)


def _layout(preset: str, declared: Mapping[str, Any]) -> Layout:
    title = _text(declared, "title", "a layout")
    where = f"“{title}”"
    _only(declared, _LAYOUT, where)
    if declared.get("confidence", "A") not in _SOURCES:
        raise WrongPreset(f"{where} has a confidence other than A or B")
    table = BY_NAME.get(_text(declared, "table", where))
    if table is None:
        raise WrongPreset(f"{where} is for a table called “{declared['table']}”, which there is not")
    fields = fields_of(table.name)
    columns, renamed = _columns(declared, fields, where)
    unused = frozenset(map(squeeze, _texts(declared, "unused", where)))
    if both := unused & columns.keys():
        raise WrongPreset(f"{where} names “{min(both)}” both as a column and as unused")
    needed, hints = (frozenset(map(squeeze, _texts(declared, key, where))) for key in ("all", "any"))
    least = declared.get("least", 0)
    if type(least) is not int or not 0 <= least <= len(hints) or not needed or len(needed) + least < _FEWEST:
        raise WrongPreset(f"{where} must name two headers or more that it is known by (all, any and least)")
    return Layout(
        preset,
        title,
        table,
        needed,
        columns,
        hints,
        least,
        unused,
        {name: _standing(fields, name, word, where) for name, word in _table(declared, "always", where).items()},
        {name: _unit(fields, name, unit, where) for name, unit in _table(declared, "units", where).items()},
        _blank(declared, fields, where),
        _words(declared, fields, where),
        _histories(declared, table, where),
        renamed,
        _flag(declared, "people", where),
    )


def _columns(
    declared: Mapping[str, Any], fields: Mapping[str, Column], where: str
) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    columns: dict[str, str] = {}
    renamed: list[tuple[re.Pattern[str], str]] = []
    for header, name in _table(declared, "columns", where).items():
        _field(fields, name, where)
        if _MODULE in header:
            rest = words(header.replace(_MODULE, "", 1))
            if not rest or not header.startswith(_MODULE):
                raise WrongPreset(f"{where} names the header “{header}”, in which nothing follows {_MODULE}")
            renamed.append((re.compile(f"(?P<module>.+) {re.escape(rest)}"), name))
            continue
        if not squeeze(header) or squeeze(header) in columns:
            raise WrongPreset(f"{where} names the header “{header}” twice or leaves it blank")
        columns[squeeze(header)] = name
    if not columns:
        raise WrongPreset(f"{where} names no columns")
    return columns, tuple(renamed)


def _field(fields: Mapping[str, Column], name: object, where: str) -> Column:
    if not isinstance(name, str) or name not in fields:
        raise WrongPreset(f"{where} speaks of a column “{name}”, which its table has not got")
    return fields[name]


def _neutral(fields: Mapping[str, Column], name: object, word: object, where: str) -> str:
    column = _field(fields, name, where)
    if not isinstance(word, str) or word not in column.values:
        raise WrongPreset(f"{where}: “{word}” is none of the words of “{name}” ({', '.join(column.values) or 'none'})")
    return word


def _standing(fields: Mapping[str, Column], name: str, word: object, where: str) -> str:
    """A word for every row: any for names and texts, else one that the column knows."""
    column = _field(fields, name, where)
    if column.values or column.kind not in TEXT_KINDS:
        return _neutral(fields, name, word, where)
    return _text({name: word}, name, where)


def _unit(fields: Mapping[str, Column], name: str, unit: object, where: str) -> str:
    if _field(fields, name, where).kind is not Kind.SECONDS:
        raise WrongPreset(f"{where}: “{name}” is no duration")
    return _known_unit(name, unit, where)


def _known_unit(name: str, unit: object, where: str) -> str:
    if not isinstance(unit, str) or unit not in UNITS:
        raise WrongPreset(f"{where}: “{name}” cannot be in “{unit}”; durations can be in {', '.join(UNITS)}")
    return unit


def _blank(declared: Mapping[str, Any], fields: Mapping[str, Column], where: str) -> dict[str, tuple[str, ...]]:
    blank = _table(declared, "blank", where)
    for name in blank:
        if _field(fields, name, where).kind not in {Kind.ID, Kind.TEXT, Kind.CHOICE}:
            raise WrongPreset(f"{where}: “{name}” holds no words that could count as blank")
    return {name: _texts(blank, name, where) for name in blank}


def _words(
    declared: Mapping[str, Any], fields: Mapping[str, Column], where: str
) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    told = _table(declared, "words", where)
    for name in told:
        meant = _table(told, name, where)
        found[name] = {_neutral(fields, name, word, where): _texts(meant, word, where) for word in meant}
        meanings: dict[str, str] = {}
        for neutral, texts in found[name].items():
            for text in texts:
                if meanings.setdefault(word_key(text), neutral) != neutral:
                    raise WrongPreset(f"{where}: “{text}” stands for more than one word of “{name}”")
    return found


def _histories(declared: Mapping[str, Any], table: Table, where: str) -> tuple[History, ...]:
    told = declared.get("history", [])
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise WrongPreset(f"{where}: “history” must be a list ([[layout.history]])")
    if told and table.name not in HISTORIES:
        raise WrongPreset(f"{where}: only opportunities and leads have stages with a history")
    for one in told:
        _only(one, {"header"}, where)
    return tuple(History(BY_NAME[HISTORIES[table.name]], _pattern(one, where)) for one in told)


def _pattern(declared: Mapping[str, Any], where: str) -> re.Pattern[str]:
    """A header such as ``Date entered "{stage} ({pipeline})"``: quotes of any kind or none, any spaces."""
    header = _text(declared, "header", where)
    if header.count("{") > _BLANKS:
        raise WrongPreset(f"{where}: the header “{header}” leaves more than {_BLANKS} names open")
    parts = re.split(r"(\{\w+\}|\"|\s+)", header.strip())
    if parts.count("{stage}") != 1:
        raise WrongPreset(f"{where}: the header “{header}” does not say where the stage stands ({{stage}})")
    return re.compile("".join(map(_part, parts)), re.IGNORECASE)


def _part(part: str) -> str:
    if part == "{stage}":
        return "(?P<stage>.+)"
    if part.startswith("{"):
        return ".+?"
    if part == '"':
        return _QUOTES
    return r"\s+" if part.isspace() else re.escape(part)


def _only(declared: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    if strange := sorted(set(declared) - set(known)):
        raise WrongPreset(f"{where} has an entry “{strange[0]}” that no preset has")


def _text(declared: Mapping[str, Any], key: str, where: str) -> str:
    text = declared.get(key)
    if not isinstance(text, str) or not text.strip():
        raise WrongPreset(f"{where} has no {key}")
    if len(text) > _LONGEST or not text.isprintable():
        raise WrongPreset(f"{where} has a {key} that is no plain line of {_LONGEST} characters or fewer")
    return text


def _texts(declared: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    texts = declared.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise WrongPreset(f"{where}: “{key}” must be a list of texts")
    return tuple(texts)


def _table(declared: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    table = declared.get(key, {})
    if not isinstance(table, dict):
        raise WrongPreset(f"{where}: “{key}” must be a table")
    return table


def _flag(declared: Mapping[str, Any], key: str, where: str) -> bool:
    flag = declared.get(key, False)
    if not isinstance(flag, bool):
        raise WrongPreset(f"{where}: “{key}” must be true or false")
    return flag
