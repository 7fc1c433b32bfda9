"""What stands in the words of an item, marked by one spaCy pipeline: sentences, units, deadlines, as spans on the document.

Each component declares what it needs and what it gives; what it knows are the rules of the data files. Offsets are characters of
the text as given: the pipeline's tokens never decide where a span begins, they only carry it (a span of tokens is widened to whole
tokens, the exact place is kept beside it).
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracking.language.deadline import Found as Time
from tracking.language.deadline import find_deadlines
from tracking.language.owners import find_units
from tracking.language.passage import sentences
from tracking.language.units import Found as Unit

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 400_000
"""Characters of one item; spaCy asks for a bound, no directive has such an item."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found in a text, each at its exact place."""

    sentences: tuple[tuple[int, int], ...]
    units: tuple[Unit, ...]
    deadlines: tuple[Time, ...]


def mark(text: str, issued_on: dt.date | None, year: int | None) -> Marks:
    """The sentences, units and deadlines of a text; days without a year are completed by the document's own day or year."""
    language = pipeline()
    doc = language.make_doc(text[:LONGEST])
    doc._.issued_on, doc._.year = issued_on, year
    for _, component in language.pipeline:
        doc = component(doc)
    return Marks(tuple(doc._.sentences), tuple(doc._.units), tuple(doc._.deadlines))


@functools.cache
def pipeline() -> Language:
    """The pipeline; spaCy is imported here and not before, since that takes a second."""
    import spacy
    from spacy.language import Language as Base
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
    from spacy.tokens import Doc as Tokens

    for name in ("issued_on", "year"):
        Tokens.set_extension(name, default=None, force=True)
    for name in ("sentences", "units", "deadlines"):
        Tokens.set_extension(name, default=(), force=True)
    Base.component("sentences_of_acts", assigns=["doc._.sentences", "doc.spans"], func=_mark_sentences)
    Base.component("units_in_words", assigns=["doc._.units", "doc.spans"], func=_mark_units)
    Base.component(
        "deadlines_in_words", requires=["doc._.issued_on", "doc._.year"], assigns=["doc._.deadlines", "doc.spans"], func=_mark_deadlines
    )
    language = spacy.blank("xx")
    language.max_length = LONGEST
    language.tokenizer = Tokenizer(language.vocab)  # parts at spaces: time grows with the text alone, also on a row of 30,000 dashes
    for name in ("sentences_of_acts", "units_in_words", "deadlines_in_words"):
        language.add_pipe(name)
    return language


def _mark_sentences(doc: Doc) -> Doc:
    doc._.sentences = sentences(doc.text)
    return _with_spans(doc, "sentences", ((start, end, "SENTENCE") for start, end in doc._.sentences))


def _mark_units(doc: Doc) -> Doc:
    doc._.units = find_units(doc.text)
    return _with_spans(doc, "units", ((unit.start, unit.end, unit.kind.upper()) for unit in doc._.units))


def _mark_deadlines(doc: Doc) -> Doc:
    doc._.deadlines = find_deadlines(doc.text, doc._.issued_on, doc._.year)
    return _with_spans(doc, "deadlines", ((time.start, time.end, time.deadline.kind.upper()) for time in doc._.deadlines))


def _with_spans(doc: Doc, key: str, places: Iterable[tuple[int, int, str]]) -> Doc:
    """The document with a group of spans, each widened to whole tokens."""
    spans = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in places)
    doc.spans[key] = [span for span in spans if span is not None]
    return doc
