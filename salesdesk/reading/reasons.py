"""The sentences a person reads when a file cannot be opened: what is wrong and what to do, 140 characters at most."""

from __future__ import annotations

GONE = "The file is no longer there: look for it under another name or in another folder."
FOLDER = "This is a folder, not a file: open the file inside it."
LOCKED = "The file is open in another program or may not be read by you: close it there or save a copy."
TOO_LONG = "Reading the file took longer than allowed: split it into smaller files, or save it as .csv."
CHANGED = "The file changed while it was being read: wait until it is saved completely, then open it again."
KEPT_AS_READ = "The file is gone or has changed: its header row, encoding and separator stay as they were read."
CHANGED_SINCE = "What was read from this file is no longer kept, and the file has changed since: add it again."
DAMAGED = "The file is damaged or not what its name says: open it in the program that made it, save a copy as .xlsx."
NEEDS_MEMORY = "The file needs more memory than allowed: delete stray cells far from the table, or split the file."
PASSWORD = "The file is protected with a password: open it in Excel, save a copy without one."  # noqa: S105
EMPTY = "The file is empty: export it again."
NO_TABLE = "There is no table in this file: it needs a row of column names and rows below it."
NOT_STARTED = "The part of SalesDesk that reads files could not start: install SalesDesk again."

PICTURE = "This is a picture, not a spreadsheet: export the table itself as .xlsx or .csv."
PDF = "This is a PDF, not a spreadsheet: export the table itself as .xlsx or .csv."
ARCHIVE = "This is an archive of packed files: unpack it and open the spreadsheet inside."
DOCUMENT = "This is a document or presentation, not a spreadsheet: save its table as .xlsx or .csv."
NUMBERS = "This is an Apple Numbers file: choose File > Export To > Excel there and open that."
DATABASE = "This is a database, not a spreadsheet: export the table as .xlsx or .csv."
OLD_FORMAT = "This spreadsheet format is too old: open the file in Excel or LibreOffice, save a copy as .xlsx."
XML_SHEET = "This is a spreadsheet in the old XML format: open it in Excel, save a copy as .xlsx."
MARKUP = "This is XML, not a table: export the data as .xlsx or .csv."
JSON_TEXT = "This is JSON, not a table: export the data as .xlsx or .csv."
WEB_PAGE = "This is a web page without one plain table: open it in Excel, save a copy as .xlsx."
PROGRAM = "This is a program, not a spreadsheet."
NOT_A_TABLE = "This is not a spreadsheet: open .xlsx, .xls, .xlsb, .ods, .csv or .tsv files."

TOO_LARGE_INSIDE = "Unpacked, this file is larger than allowed: split it into smaller files."
FALSE_SIZE = "This file unpacks to more than it declares, which no honest spreadsheet does: ask for a new export."
OUTSIDE_GRID = "This workbook has cells outside Excel's grid: open it in Excel, save a copy as .xlsx."
SCATTERED = "The cells of this workbook lie too far apart to be a table: keep the table, delete the stray cells."
TOO_WIDE = "The file has more than 16,384 columns, which no sales log has: check that it is the right file."
LONG_CELL = (
    "A cell of the file has more than a million characters, which no sales log has: check that it is the right file."
)
OPEN_QUOTE = 'A quotation mark (") in the file is never closed: correct it, or export the file again.'

_NO_ROOM = ("memory", "capacity overflow", "worker thread", "new thread", "resource temporarily unavailable")


def reason_of(error: BaseException) -> str:
    """Plain words for what a library raised."""
    words = f"{type(error).__name__} {error}".lower()
    if isinstance(error, OSError):
        return LOCKED
    if "password" in words or "encrypt" in words:
        return PASSWORD
    if isinstance(error, MemoryError) or any(sign in words for sign in _NO_ROOM):
        return NEEDS_MEMORY
    return DAMAGED
