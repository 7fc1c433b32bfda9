"""What the register refuses, each with one Vietnamese line that says what was found and what to do."""

from __future__ import annotations

import datetime as dt

from drafting.errors import DondocError


class RegisterError(DondocError):
    """The register refuses a command."""


class NoRight(RegisterError):
    """The account may not do this."""


class NotFound(RegisterError):
    """There is no such directive, duty, assignment, office or account."""


class NotAllowed(RegisterError):
    """The state of the duty does not allow this move, or something it needs is missing."""


class SignInRefused(RegisterError):
    """Wrong name or password, a closed account, or too many attempts."""


class AlreadyThere(RegisterError):
    """The document is in the register already; `directive` is its id."""

    def __init__(self, message: str, directive: int) -> None:
        super().__init__(message)
        self.directive = directive


class BrokenRegister(RegisterError):
    """The audit chain, a stored file or a computed figure does not agree with the rest."""

    exit_code = 1


class ConflictError(RegisterError):
    """Another person changed the same thing first: who, what and when (moment in UTC)."""

    def __init__(self, message: str, who: str, what: str, when: dt.datetime | None) -> None:
        super().__init__(message)
        self.who = who
        self.what = what
        self.when = when
