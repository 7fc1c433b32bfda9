"""The head of one document, piece by piece: letterhead, number, day, V/v or title, Kính gửi; and where the content begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from tracking.structure.clutter import is_dirt, letterhead_begins, with_whole_stamps
from tracking.structure.dating import read_date_line
from tracking.structure.head import Head
from tracking.structure.knowledge import starting
from tracking.structure.landmarks import DECIDING, Role, begins_content, is_bullet, kind_of_title, role_of
from tracking.structure.numbering import NumberLine, bare_symbol, is_bare_label, read_number_line
from tracking.structure.pieces import Piece
from tracking.structure.printed_lines import goes_on, is_paragraph, is_specked, opens_sentences, set_apart
from tracking.structure.titles import may_entitle, small_title

FURTHEST = 160
"""Pieces; no head is longer, addressees included."""
LETTERHEAD_WITHIN = 45
"""Pieces from the start within which the national name, a number or a title must stand, or the source has no letterhead."""
STRANGE = 8
"""Pieces of strangers' words between two parts of one head."""
LONGEST_STRANGE = 80
"""Characters of one of them."""
LONGEST_SUBJECT_LINE = 420
"""Characters of one paragraph of a subject."""

_DASHES = ("-", "–", "•", "+", "*")
"""Marks of a list that Word sets itself."""

_WRITTEN_OUT = re.compile(r"\W*ve\s?:\s*\w|\W*ve (?:viec )?[a-z]")
"""A trích yếu of a letter that begins with "Về" or "Về việc" in place of "V/v"."""
_NUMBER_LIKE = re.compile(r"[\W_]{0,3}s[o6e]\s?(?:[:;]|\.\s*\S{0,3}\d)")
"""A line of the number too worn to be read; never the name of a body."""
_OPEN = re.compile(r"(?:\b(?:cua|ve|va|cho|tai|theo|tren|voi|do|thuoc|giua|cac|tu|den)|[,\-–])\s*$")
"""The end of a line of a name that goes on below."""
_BARE_ABOUT = re.compile(r"\W*v\s?/\s?v\W*")

State = Literal["letterhead", "about", "subject", "addressees", "authority"]


def read_head(pieces: Sequence[Piece]) -> Head:
    """The head of the document that begins with the first piece."""
    roles = with_whole_stamps(pieces, [role_of(piece) for piece in pieces[:FURTHEST]])
    first = letterhead_begins(pieces, roles, LETTERHEAD_WITHIN)
    reader = _Reader(Head(), list(pieces[first:FURTHEST]), roles[first:])
    reader.head.letterhead = any(role in ("national", "party") for role in roles[:LETTERHEAD_WITHIN])
    reader.run()
    reader.head.end += first
    return reader.head


def has_landmarks(roles: Sequence[Role]) -> bool:
    """Whether anything of a head stands among the first pieces: without it the source quotes a document in sentences."""
    return any(
        role in ("national", "party", "number", "title", "about", "salutation", "dispatch", "annex") for role in roles[:LETTERHEAD_WITHIN]
    )


class _Reader:
    """Walks the pieces from the top; each either belongs to the part being read, begins another, or is content."""

    def __init__(self, head: Head, pieces: list[Piece], roles: list[Role]) -> None:
        self.head, self.pieces, self.roles = head, pieces, roles
        self.state: State = "letterhead"
        self.label_open = False
        self.at = 0

    def run(self) -> None:
        """Take pieces until one is content; nothing above the national name is, whatever it looks like."""
        anchor = next((at for at, role in enumerate(self.roles[:LETTERHEAD_WITHIN]) if role in ("national", "party")), 0)
        for index, piece in enumerate(self.pieces):
            self.at = index
            if not self._take(piece, self.roles[index]) and index >= anchor and not self._interrupts(index):
                self.head.end = index
                return
        self.head.end = len(self.pieces)

    def _below(self) -> Piece | None:
        return self.pieces[self.at + 1] if self.at + 1 < len(self.pieces) else None

    def _interrupts(self, index: int) -> bool:
        """Whether the piece is dirt or a stranger's stamp inside a head: no content, and the day or the title is still to come."""
        ahead = self.pieces[index : index + STRANGE]
        at = next((at for at, role in enumerate(self.roles[index + 1 : index + STRANGE], 1) if role in self._missing()), None)
        if at is None or not self.head.offices or self.roles[index] in ("recipients", "enact"):
            return False
        if self.roles[index] == "table" and not self.pieces[index].small:
            return False
        return not any(len(piece.text) > LONGEST_STRANGE or piece.numbered or begins_content(piece.text) for piece in ahead[:at])

    def _missing(self) -> tuple[Role, ...]:
        """The parts of a head that have not been met."""
        opened = self.head.title is not None or self.head.salutation is not None
        parts: tuple[tuple[Role, bool], ...] = (("date", self.head.date is None), ("salutation", not opened), ("title", not opened))
        return tuple(role for role, missing in parts if missing and not (role == "title" and self.head.about))

    def _take(self, piece: Piece, role: Role) -> bool:
        """Whether the piece still belongs to the head."""
        if self.label_open and self._finish_number(piece):
            return True
        if role == "stamp" and self._with_number(piece) and read_date_line(piece.text, piece.flat):
            return self._take_date(piece)
        if role in ("national", "motto", "rule", "page", "stamp"):
            return True
        if role == "text" and self.state != "addressees" and is_dirt(piece.text):
            return True
        if role == "party":
            self.head.party = True
            return True
        taker = self._takers().get(role)
        return taker(piece) if taker is not None else self._take_text(piece)

    def _takers(self) -> dict[Role, Callable[[Piece], bool]]:
        return {
            "urgency": self._take_urgency,
            "number": self._take_number,
            "date": self._take_date,
            "about": self._take_about,
            "salutation": self._take_salutation,
            "dispatch": self._take_salutation,
            "title": self._take_title,
            "enact": self._take_enact,
            "attached": self._take_attached,
            "annex": self._take_annex,
            "recipients": lambda _: False,
            "table": lambda _: False,
        }

    def _finish_number(self, piece: Piece) -> bool:
        self.label_open = False
        found = read_number_line(f"Số: {piece.text}")
        if found is not None and self.head.number is None:
            self.head.number, self.head.number_piece = found, piece
        return found is not None

    def _take_urgency(self, piece: Piece) -> bool:
        self.head.urgency = self.head.urgency or piece
        return True

    def _take_number(self, piece: Piece) -> bool:
        if self._cites_in_name(piece):
            return self._take_text(piece)
        found = read_number_line(piece.text) or bare_symbol(piece.text)
        if self.state in ("addressees", "authority") and self.head.number is not None:
            return False
        if self.head.number is None or (self.head.number.number is None and not self.head.number.symbol):
            self.head.number, self.head.number_piece = found, piece
        return True

    def _cites_in_name(self, piece: Piece) -> bool:
        """Whether the number belongs to the name of this document, broken before it: "V/v thi hành Nghị định" and "số 12/2020/NĐ-CP"."""
        if piece.text[:1] == "s" and re.search(r"/(?:19|20)\d\d/", piece.text):
            return True
        known = {"about": self.head.about, "subject": self.head.subject}.get(self.state)
        return bool(known) and piece.text[:1] == "s" and known is not None and piece.column in (None, known[-1].column)

    def _take_date(self, piece: Piece) -> bool:
        found = read_date_line(piece.text, piece.flat)
        if found is not None and found.place is None and not self.head.letterhead and not self._with_number(piece):
            return self.state == "letterhead"
        if self.head.date is None:
            self.head.date, self.head.date_piece = found, piece
            return True
        return self.state in ("letterhead", "about")

    def _with_number(self, piece: Piece) -> bool:
        """Whether the piece stands on the line of the number ("Số: 12/CV-VP, ngày 05/3/2012")."""
        return self.head.number_piece is not None and self.head.number_piece.block == piece.block and not piece.table

    def _take_about(self, piece: Piece) -> bool:
        if self.head.title is not None:
            return self._take_subject(piece)
        if self.head.about:
            return False
        self.head.about.append(piece)
        self.state = "about"
        return True

    def _take_salutation(self, piece: Piece) -> bool:
        if self.head.salutation is not None:
            return False
        self.head.salutation = piece
        self.state = "addressees"
        return True

    def _take_title(self, piece: Piece) -> bool:
        if self.head.title is not None or self.head.salutation is not None:
            return self.state == "subject" and self._take_subject(piece)
        if self._may_be_office(piece):
            self.head.offices.append(piece)
            return True
        named = kind_of_title(piece.text)
        assert named is not None
        return self._entitle(piece, *named)

    def _entitle(self, piece: Piece, kind: str, rest: str) -> bool:
        self.head.kind, self.head.title = kind, piece
        if rest:
            self.head.subject.append(piece)
        self.state = "subject"
        return True

    def _take_enact(self, piece: Piece) -> bool:
        named = kind_of_title(piece.text)
        self.head.enacts = named[0] if named else None
        return False

    def _take_attached(self, piece: Piece) -> bool:
        self.head.attached = self.head.attached or piece
        return self.head.title is not None or self.state == "letterhead"

    def _take_annex(self, piece: Piece) -> bool:
        if self.head.title is not None or self.head.letterhead:
            return False
        self.head.kind, self.head.title, self.state = "khác", piece, "subject"
        return True

    def _take_text(self, piece: Piece) -> bool:
        if piece.numbered and self.state != "addressees":
            return self.state == "letterhead" and not self._below_letterhead()
        if is_bare_label(piece.text) and self.head.number is None:
            self.label_open = True
            return True
        return {
            "letterhead": self._text_in_letterhead,
            "about": self._text_in_about,
            "subject": self._take_subject,
            "addressees": self._text_in_addressees,
            "authority": self._text_in_authority,
        }[self.state](piece)

    def _text_in_letterhead(self, piece: Piece) -> bool:
        if _NUMBER_LIKE.match(piece.flat):
            self.head.number = self.head.number or NumberLine(None, None, False, True, piece.text)
            return True
        if piece.capitals and not begins_content(piece.text):
            names_body = bool(self.head.offices) or self.head.letterhead or starting("office_heads").match(piece.flat)
            above_number = self.head.number is None or not self.head.offices
            if not self._below_letterhead() and names_body and above_number:
                self.head.offices.append(piece)
            elif self._entitles(piece):
                self.state = "subject"
                return self._take_subject(piece)
            return True
        if self._below_letterhead() and self.head.number is not None and (named := small_title(piece.text, self.head.number.kind)):
            return self._entitle(piece, *named)
        if self._opens_about(piece):
            return self._take_about(piece)
        if self._entitles(piece):
            self.state = "subject"
            return self._take_subject(piece)
        if not self._below_letterhead():
            return len(piece.text) < 200 if self.head.letterhead else not (begins_content(piece.text) and self._nothing_follows())
        if self.head.letterhead and set_apart(piece) and piece.column is None and self._fits_subject(piece, []):
            self.state = "subject"
            return self._take_subject(piece)
        return not (begins_content(piece.text) or len(piece.text) > 90 or piece.text.endswith((".", ":", ";")))

    def _nothing_follows(self) -> bool:
        """Whether no part of a head stands further down, so that a page without a letterhead has come to its content."""
        ahead = self.roles[self.at + 1 :]
        return not any(role in ("title", "about", "salutation", "dispatch", "enact", "date", "attached", "annex") for role in ahead)

    def _entitles(self, piece: Piece) -> bool:
        """Whether a line below the letterhead is the subject of a document whose title was lost: its symbol names the type."""
        number = self.head.number
        known = self._below_letterhead() and self.head.letterhead and number is not None and number.kind is not None
        return known and piece.column is None and may_entitle(piece)

    def _opens_about(self, piece: Piece) -> bool:
        """Whether words in the left column below the number are a trích yếu whose "V/v" was lost in OCR, or is written "Về"."""
        bare = piece.text.strip(" _.-")
        if (
            self.head.number is not None
            and self.head.number.kind is None
            and not self.head.about
            and _WRITTEN_OUT.match(piece.flat)
            and bare[:1].isupper()
        ):
            return True
        return piece.column == "left" and self.head.number is not None and len(bare) > 12 and " " in bare and bare[0].isalpha()

    def _below_letterhead(self) -> bool:
        """Whether the lines of issuer, number and day have all been passed."""
        return (self.head.number is not None or not self.head.letterhead) and self.head.date is not None

    def _may_be_office(self, piece: Piece) -> bool:
        """Whether a line such as "CHƯƠNG TRÌNH …" goes on with the name of a body: left column, before number and day."""
        if self.head.number is not None or self.head.date is not None or not self.head.letterhead:
            return False
        return piece.column == "left" or (piece.table and bool(self.head.offices) and not (piece.line and piece.line.centred is None))

    def _text_in_about(self, piece: Piece) -> bool:
        last = self.head.about[-1]
        if _BARE_ABOUT.fullmatch(last.flat) and not piece.capitals:
            self.head.about.append(piece)
            return True
        if piece.column == "right" and last.column != "right":
            return True
        if piece.column == "left" and last.column == "left":
            self.head.about.append(piece)
            return True
        if begins_content(piece.text) or (last.table and not piece.table) or piece.capitals or is_bullet(piece.text):
            return False
        if is_paragraph(piece, last):
            return False
        self.head.about.append(piece)
        return True

    def _take_subject(self, piece: Piece) -> bool:
        known = self.head.subject
        if known and self._is_authority_line(piece, known[-1]):
            self.head.authority.append(piece)
            self.state = "authority"
            return True
        if not self._fits_subject(piece, known):
            return False
        known.append(piece)
        return True

    def _is_authority_line(self, piece: Piece, above: Piece) -> bool:
        """Whether the line is the one in capitals before căn cứ: the body or the head of the body that decides."""
        bare = piece.flat
        if _OPEN.search(above.flat):
            return False
        named = starting("office_heads").match(bare) or starting("positions").match(bare)
        return piece.capitals and named is not None and (not above.capitals or self.head.kind in DECIDING)

    def _fits_subject(self, piece: Piece, known: list[Piece]) -> bool:
        if len(piece.text) > LONGEST_SUBJECT_LINE or self.head.attached is not None:
            return False
        if known and (goes_on(piece, known[-1]) or (_OPEN.search(known[-1].flat) and set_apart(piece) and set_apart(known[0]))):
            return True
        if is_bullet(piece.text) and (known or not is_specked(piece, self._below())):
            return False
        if not known:
            return set_apart(piece) or not (piece.text[:1].isupper() and starting("never_subject").match(piece.flat))
        if set_apart(known[0]) and not set_apart(piece):
            return False
        if known[-1].capitals and known[-1] is not self.head.title and not piece.capitals and not set_apart(piece):
            return known[-1].text.rstrip().endswith((",", "-", "–"))
        if set_apart(known[0]) and set_apart(piece) and not begins_content(piece.text):
            return True
        if opens_sentences(self.pieces[self.at : self.at + 8]):
            return False
        sentence = piece.text.rstrip().endswith((".", ":")) and not piece.text.rstrip().endswith(("...", "./."))
        return not (sentence or begins_content(piece.text) or is_paragraph(piece, known[-1]))

    def _text_in_addressees(self, piece: Piece) -> bool:
        last = self.head.addressees[-1] if self.head.addressees else None
        if piece.column == "right" and last is not None and last.column == "left":
            return False
        if is_bullet(piece.text) or (piece.numbered and piece.line and piece.line.marker in _DASHES):
            self.head.addressees.append(piece)
            return True
        if piece.numbered:
            return False
        if not self._continues_addressee(piece, last):
            return False
        self.head.addressees.append(piece)
        return True

    def _continues_addressee(self, piece: Piece, last: Piece | None) -> bool:
        before = last.text if last is not None else self.head.salutation.text if self.head.salutation else ""
        open_list = before.rstrip().endswith((":", ";", ",", "-", "và"))
        if begins_content(piece.text) and not (open_list and piece.table):
            return False
        if last is not None and last.table and not piece.table:
            return False
        if before.rstrip().endswith("."):
            return False
        if open_list:
            return len(piece.text) < 200
        if piece.line is not None and piece.line.whole and not piece.table:
            return len(piece.text) < SHORT_NAME and not piece.text.rstrip().endswith((".", ":"))
        return len(piece.text) < SHORT_ADDRESSEE

    def _text_in_authority(self, piece: Piece) -> bool:
        if piece.capitals and not begins_content(piece.text):
            self.head.authority.append(piece)
            return True
        return False


SHORT_ADDRESSEE = 110
"""Characters of one printed line of an addressee."""
SHORT_NAME = 60
"""Characters of a line of its own that still names an addressee: a paragraph of the content is longer or ends with a stop."""
