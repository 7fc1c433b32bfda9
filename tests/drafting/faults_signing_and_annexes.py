"""Faults of signature, recipients and annexes."""

from __future__ import annotations

from docx.shared import Pt

from tests.drafting.changes import DECISION, LETTER, PLAN, Fault, at, bold, emptied, italic, lay, retype, size, then, typed
from tests.drafting.document_changes import annex_alone, annex_pages_go_on, moved_below, pictured

FAULTS: tuple[Fault, ...] = (
    Fault("signature at the left", "CK-01", LETTER, then("TM. ỦY BAN", lay(space_before=Pt(60)))),
    Fault("title of the signer in small letters", "CK-02", LETTER, then("PHÓ CHỦ TỊCH", typed("PHÓ CHỦ TỊCH", "Phó Chủ tịch"))),
    Fault("title of the signer not bold", "CK-02", LETTER, then("PHÓ CHỦ TỊCH", bold(False))),
    Fault("KT without stop", "CK-03", LETTER, then("KT. CHỦ TỊCH", typed("KT. ", "KT "))),
    Fault("KT without space", "CK-03", LETTER, then("KT. CHỦ TỊCH", typed("KT. ", "KT."))),
    Fault("KT above the head", "CK-04", LETTER, then("PHÓ CHỦ TỊCH", typed("PHÓ CHỦ TỊCH", "CHỦ TỊCH"))),
    Fault("name in capitals", "CK-06", LETTER, then("Lê Thị Thu Hà", typed("Lê Thị Thu Hà", "LÊ THỊ THU HÀ"))),
    Fault("name not bold", "CK-06", LETTER, then("Lê Thị Thu Hà", bold(False))),
    Fault("TS. before the name", "CK-07", LETTER, then("Lê Thị Thu Hà", typed("Lê", "TS. Lê"))),
    Fault("no room to sign", "CK-08", LETTER, then("Lê Thị Thu Hà", lay(space_before=Pt(10)))),
    Fault("no Nơi nhận", "NN-01", LETTER, then("Nơi nhận", emptied)),
    Fault("Nơi nhận upright", "NN-02", LETTER, then("Nơi nhận", italic(False))),
    Fault("Nơi nhận in 14", "NN-02", LETTER, then("Nơi nhận", size(14))),
    Fault("Nơi nhận without colon", "NN-02", LETTER, then("Nơi nhận", typed("nhận:", "nhận"))),
    Fault("recipients in 12", "NN-03", LETTER, then("- Như trên", size(12))),
    Fault("recipients in italics", "NN-03", LETTER, then("- Như trên", italic(True))),
    Fault("a recipient without dash", "NN-04", LETTER, then("- Thường trực", typed("- ", ""))),
    Fault("a recipient without semicolon", "NN-05", LETTER, then("- Thường trực", typed(";", ","))),
    Fault("Lưu without stop", "NN-05", PLAN, then("- Lưu", typed("CCHC.", "CCHC"))),
    Fault("Lưu not last", "NN-06", LETTER, moved_below("- Thường trực", "- Lưu")),
    Fault("Lưu without VT", "NN-06", PLAN, then("- Lưu", typed("VT, ", ""))),
    Fault("Lưu without unit", "NN-07", PLAN, then("- Lưu", typed("VT, CCHC", "VT"))),
    Fault("first recipient is not Như trên", "NN-08", LETTER, then("- Như trên", typed("Như trên", "Sở Nội vụ"))),
    Fault("Như Điều names no article", "NN-09", DECISION, then("- Như Điều", typed("Điều 4", "Điều 9"))),
    Fault(
        "annex not named in the body",
        "PL-01",
        PLAN,
        lambda d: (
            [retype(at(d, w), w2, "bảng") for w, w2 in (("Danh mục nhiệm vụ nêu", "Phụ lục I"), ("Chỉ tiêu phân bổ", "Phụ lục II"))]
            and None
        ),
    ),
    Fault("annexes in Arabic", "PL-02", PLAN, then("Phụ lục II", typed("II", "2"))),
    Fault("PHỤ LỤC in capitals", "PL-03", PLAN, then("Phụ lục I", typed("Phụ lục", "PHỤ LỤC"))),
    Fault("annex label in 13", "PL-03", PLAN, then("Phụ lục I", size(13))),
    Fault("annex title in small letters", "PL-04", PLAN, then("PHÂN BỔ", typed("PHÂN BỔ CHỈ TIÊU", "Phân bổ chỉ tiêu"))),
    Fault("Kèm theo upright", "PL-05", PLAN, then("(Kèm theo", italic(False))),
    Fault("annex names another document", "PL-06", PLAN, lambda d: None, issued=True),
    Fault("annex pages go on", "PL-07", PLAN, annex_pages_go_on),
    Fault("a white-backed signature", "CK-09", LETTER, pictured(("white", "red")), issued=True, electronic=True),
    Fault("a black seal", "CK-10", LETTER, pictured(("blue", "black")), issued=True, electronic=True),
    Fault("a stamp in 14", "PL-08", PLAN, annex_alone(14), issued=True, electronic=True),
)
