"""Changes to the file and not to the page: documents changed so stay without findings."""

from __future__ import annotations

import copy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.drafting.changes import BODY, QH, Change, Document, at, paragraphs, retype


def split_runs(document: Document) -> None:
    for paragraph in list(paragraphs(document)):
        for run in paragraph.runs:
            if len(run.text) > 6 and not run._r.findall(qn("w:tab")):
                twin = copy.deepcopy(run._r)
                middle = len(run.text) // 2
                text = run.text
                run.text = text[:middle]
                run._r.addnext(twin)
                type(run)(twin, paragraph).text = text[middle:]


def bookmarks(document: Document) -> None:
    for number, paragraph in enumerate(paragraphs(document)):
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(number + 900))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), f"m{number}")
            paragraph._p.append(mark)


def rsids(document: Document) -> None:
    for paragraph in paragraphs(document):
        paragraph._p.set(qn("w:rsidR"), "00A10B22")


def spelling_marks(document: Document) -> None:
    for paragraph in paragraphs(document):
        for run in paragraph.runs:
            mark = OxmlElement("w:proofErr")
            mark.set(qn("w:type"), "spellStart")
            run._r.addprevious(mark)


def empty_runs(document: Document) -> None:
    for paragraph in paragraphs(document):
        if paragraph.text:
            run = paragraph.add_run("")
            run.bold, run.italic, run.font.size, run.font.name = True, True, Pt(30), "Arial"


def renamed_styles(document: Document) -> None:
    for style in document.styles.element.findall(qn("w:style")):
        if not style.get(qn("w:default")):
            style.find(qn("w:name")).set(qn("w:val"), "Kiểu " + style.get(qn("w:styleId")))


def rendered_breaks(document: Document) -> None:
    for paragraph in paragraphs(document):
        if paragraph.runs and paragraph.text:
            paragraph.runs[0]._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))


def caps_property(document: Document) -> None:
    for words in (QH, "PHÓ CHỦ TỊCH"):
        paragraph = at(document, words)
        text = paragraph.text
        retype(paragraph, text, text.capitalize())
        paragraph.runs[0].font.all_caps = True


def deleted_words(document: Document) -> None:
    paragraph = at(document, BODY)
    deletion = OxmlElement("w:del")
    run = copy.deepcopy(paragraph.runs[0]._r)
    for text in run.findall(qn("w:t")):
        text.tag = qn("w:delText")
    deletion.append(run)
    paragraph._p.append(deletion)


def hidden_words(document: Document) -> None:
    run = at(document, BODY).add_run("ghi chú nội bộ")
    run.font.hidden, run.font.name, run.font.size = True, "Arial", Pt(8)


def tone_places(document: Document) -> None:
    retype(at(document, QH), "HÒA", "HOÀ")


def direct_formatting(document: Document) -> None:
    for paragraph in paragraphs(document):
        for run in paragraph.runs:
            if run.text and not run._r.findall(qn("w:tab")):
                run.font.name = "Times New Roman"


def inserted_words(document: Document) -> None:
    paragraph = at(document, BODY)
    run = paragraph.runs[0]._r
    insertion = OxmlElement("w:ins")
    run.addprevious(insertion)
    insertion.append(run)


HARMLESS: dict[str, Change] = {
    "runs split": split_runs,
    "bookmarks": bookmarks,
    "revision ids": rsids,
    "spelling marks": spelling_marks,
    "empty runs of odd formatting": empty_runs,
    "styles renamed": renamed_styles,
    "rendered page breaks": rendered_breaks,
    "capitals by property": caps_property,
    "deleted words": deleted_words,
    "hidden words": hidden_words,
    "the other tone places": tone_places,
    "the font named at each run": direct_formatting,
    "inserted words": inserted_words,
}
