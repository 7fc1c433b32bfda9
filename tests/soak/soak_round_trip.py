"""Draft, read back, compare: 500 random documents through Word, 50 through PDF. Prints what differs, with the seed; 1 if anything does.

Usage: python tests/soak/soak_round_trip.py [documents] [through PDF] [seed]
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).parents[2]))

from drafting.draft import drafted
from drafting.libreoffice import convert_all
from drafting.spec import parse_spec
from tests.drafting.random_specs import differences, documents
from tracking.extract import extract

SEED = 20261125


def drawn_documents(count: int, number: int) -> list[tuple[Any, Any]]:
    """That many random descriptions with what reading them back must give, the same for the same seed."""
    made: list[tuple[Any, Any]] = []

    @seed(number)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(documents())
    def collect(document: tuple[Any, Any]) -> None:
        made.append(document)

    collect()
    return made


def unequal(files: list[Path], made: list[tuple[Any, Any]], form: str) -> int:
    """How many of the files are not read back as expected; prints the first differences of each."""
    wrong = 0
    for number, (path, (value, expected)) in enumerate(zip(files, made, strict=True)):
        found = differences(extract(path), expected)
        if found:
            wrong += 1
            print(f"{form} {number} ({value['kind']}): {'; '.join(found[:2])[:300]}")
    return wrong


def main(count: int = 500, through_pdf: int = 50, number: int = SEED) -> int:
    made = drawn_documents(count, number)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{index}.docx") for index in range(len(made))]
        for path, (value, _) in zip(files, made, strict=True):
            path.write_bytes(drafted(parse_spec(value)))
        wrong = unequal(files, made, "docx")
        pdfs = convert_all(files[:through_pdf], "pdf", Path(folder, "pdf"))
        wrong_pdf = unequal(pdfs, made[:through_pdf], "pdf")
    print(f"seed {number}: {len(made) - wrong} of {len(made)} equal through Word, {len(pdfs) - wrong_pdf} of {len(pdfs)} through PDF")
    return int(wrong + wrong_pdf > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
