"""Text from data made safe for places where Qt would read markup, mnemonics or line breaks out of it."""

import html
import re

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    """Rich text that shows `text` as it was typed: for tooltips, message boxes and titles of plots.

    Escaping alone is not enough: a place that guesses would show the escapes of a text without tags.
    """
    return f'<span style="white-space: pre-wrap">{html.escape(text)}</span>' if text else ""


def one_line(text: str) -> str:
    """The text with line breaks, tabs, control and direction-changing characters turned into blanks."""
    return _UNPRINTABLE.sub(" ", text).strip()


def menu_text(text: str) -> str:
    """The text for a menu item, tab or button, where a single & would become a mnemonic."""
    return one_line(text).replace("&", "&&")
