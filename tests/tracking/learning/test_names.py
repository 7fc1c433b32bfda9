"""Writings of offices learnt from owners that reviewers put right: only what is safe, only what helps elsewhere."""

from __future__ import annotations

from tracking.learning.names import Put, replaced, resolved_when_left_out, writings

OFFICES = {"Phòng Kinh tế, Hạ tầng và Đô thị": 7, "Phòng Văn hóa - Xã hội": 8}


def resolve(words: str, _issuer: str) -> int | None:
    return OFFICES.get(words)


def put(read: str, settled: str, document: str, issuer: str = "UBND tỉnh") -> Put:
    return Put(read, settled, document, issuer)


def test_a_writing_put_right_in_two_documents_is_learnt() -> None:
    seen = [put("P.KTHTĐT", "Phòng Kinh tế, Hạ tầng và Đô thị", document) for document in ("a", "b", "b")]
    assert [(one.words, one.office_id, one.documents) for one in writings(seen, resolve)] == [("P.KTHTĐT", 7, 2)]


def test_one_document_teaches_no_writing() -> None:
    assert writings([put("P.KTHTĐT", "Phòng Kinh tế, Hạ tầng và Đô thị", "a")] * 3, resolve) == []


def test_a_writing_that_once_meant_another_office_or_none_is_not_learnt() -> None:
    kept = [put("P.KT", "Phòng Kinh tế, Hạ tầng và Đô thị", document) for document in "ab"]
    assert writings([*kept, put("P.KT", "Phòng Văn hóa - Xã hội", "c")], resolve) == []
    assert writings([*kept, put("P.KT", "Phòng không có", "c")], resolve) == []


def test_a_name_that_offices_already_answer_to_is_left_alone() -> None:
    seen = [put("Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", document) for document in "ab"]
    assert writings(seen, resolve) == []


def test_only_a_single_owner_put_in_the_place_of_another_counts() -> None:
    assert replaced(["P.KT", "Công an"], ["Phòng Kinh tế", "Công an"], "a", "x") == Put("P.KT", "Phòng Kinh tế", "a", "x")
    assert replaced(["P.KT"], ["Phòng Kinh tế", "Công an"], "a", "x") is None
    assert replaced(["P.KT", "P.VH"], ["Phòng Kinh tế", "Phòng Văn hóa"], "a", "x") is None
    assert replaced(["Công an"], ["Công an"], "a", "x") is None


def test_the_gain_of_writings_is_measured_on_issuers_left_out() -> None:
    name = "Phòng Kinh tế, Hạ tầng và Đô thị"
    shared = [put("P.KTHTĐT", name, f"{issuer}-{n}", issuer) for issuer in ("A", "B") for n in "12"]
    assert resolved_when_left_out(shared, resolve) == (4, 0)
    assert resolved_when_left_out(shared[:2], resolve) == (0, 0)
