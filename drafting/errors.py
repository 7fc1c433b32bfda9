"""What can go wrong that a person can act on: one class a situation, each with its exit status.

The message is one Vietnamese line: the file or place, what was found, what to do next.
The exit statuses are the program's contract: 2 wrong usage, 3 absent, unreadable or invalid input,
4 refused by policy (secrecy), 5 a needed part of the machine is missing.
"""

from __future__ import annotations


class DondocError(Exception):
    """A situation that the person in front of the screen can do something about."""

    exit_code = 3


class WrongUsage(DondocError):
    """The command or call was given arguments that do not fit together."""

    exit_code = 2


class InvalidInput(DondocError):
    """A file or value that is absent, broken, hostile or not of the expected shape."""

    exit_code = 3


class Refused(DondocError):
    """A document that policy forbids to keep: it carries a secrecy mark (dấu chỉ độ mật)."""

    exit_code = 4


class PartMissing(DondocError):
    """A program of the machine (LibreOffice, Tesseract, …) that the work needs is not installed."""

    exit_code = 5
