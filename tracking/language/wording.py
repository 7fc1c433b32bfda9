"""How much the words of a sentence sound like an order, told by words and pairs of words in annotated directives.

The rules say what a sentence is from its form; this says, from its words alone, how often sentences like it were duties. Its
weights stand in `wording.txt` (`tracking.learning.wordings` counts them); each feature speaks for or against, and can be told.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping
from importlib.resources import files

WORDS = 40
"""The words of a sentence that are looked at, from its start."""
OPENING = 4
"""The words of these whose place is told too."""
SHORT = 8
"""Fewer words than this make a short sentence."""
MOST = 4.0
"""Log odds beyond which words alone make nothing surer."""
BIAS = "="
_TOKEN = re.compile(r"\w+|[:;.?]")


def features(text: str) -> dict[str, float]:
    """The features of a sentence: "giao" a word, "giao sở" a pair, "1 giao" the first word, "^ giao sở" the first pair, "$ :" the end."""
    tokens = _TOKEN.findall(text.casefold())
    words = [_shape(token) for token in tokens[:WORDS]]
    pairs = [f"{one} {other}" for one, other in itertools.pairwise(words)]
    found = dict.fromkeys([*words, *pairs], 0.5)
    found |= {f"{at} {word}": 1.0 for at, word in enumerate(words[:OPENING], start=1)}
    found |= {f"^{at} {pair}": 1.0 for at, pair in enumerate(pairs[: OPENING - 1], start=1)}
    found["$ " + (tokens[-1] if tokens and tokens[-1] in ":;.?" else "")] = 1.0
    found["# short"] = float(len(tokens) < SHORT)
    found["# length"] = min(len(tokens), 100) / 100
    return found


def log_odds(text: str, weights: Mapping[str, float] | None = None) -> float:
    """How much the words speak for a duty, in nats within ±MOST; 0 says nothing. weights: those to use instead of the shipped."""
    table = weights if weights is not None else weights_shipped()
    total = table.get(BIAS, 0.0) + sum(table.get(feature, 0.0) * value for feature, value in features(text).items())
    return min(max(total, -MOST), MOST)


def spoken(text: str, number: int = 3) -> list[str]:
    """The words and pairs of words that speak most against a duty, the weightiest first; none where only signs and figures do."""
    table = weights_shipped()
    against: dict[str, float] = {}
    for feature in features(text):
        words = feature.lstrip("^0123456789 ")
        if feature[0] not in "#$" and words and all(word.isalpha() for word in words.split()):
            against[words] = max(against.get(words, 0.0), -table.get(feature, 0.0))
    return [words for words in sorted(against, key=against.__getitem__, reverse=True)[:number] if against[words] > 0]


@functools.cache
def weights_shipped() -> dict[str, float]:
    """The weights of `wording.txt`."""
    return parsed(files("tracking.language").joinpath("wording.txt").read_text("utf-8"))


def parsed(text: str) -> dict[str, float]:
    """The weights of a table as `written` writes it."""
    lines = (line.rsplit("\t", 1) for line in text.splitlines() if line and not line.startswith("//"))
    return {feature: float(weight) for feature, weight in lines}


def written(weights: Mapping[str, float], about: str) -> str:
    """The table as text, a feature and its weight a line, in order of the features, below what it was counted from."""
    lines = (f"{feature}\t{weight:.2f}" for feature, weight in sorted(weights.items()) if abs(weight) >= 0.005)
    return f"// {about}\n" + "\n".join(lines) + "\n"


def _shape(token: str) -> str:
    return "0" if token.isdigit() else token
