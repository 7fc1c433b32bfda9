"""Blocks become a tree: who stands under whom, and nothing lost."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tracking.reading.page import Block, Cell, Line, Table
from tracking.structure.node import Node
from tracking.structure.paragraphs import read_paragraphs
from tracking.structure.tree import build_tree, written


def _outline(node: Node) -> list[str]:
    return [f"{each.ordinal}|{each.text}" for each in node.walk() if each.kind in ("item", "text")]


def _lines(*texts: str) -> list[Line]:
    return [Line(text, whole=True) for text in texts]


def test_numbers_stand_under_romans_and_dashes_under_points() -> None:
    tree = build_tree(
        _lines("I. Việc chung", "1. Sở A", "a) Rà soát", "- Bước một", "- Bước hai", "b) Báo cáo", "2. Sở B", "II. Việc khác", "1. Sở C")
    )
    assert _outline(tree) == [
        "I|Việc chung", "I.1|Sở A", "I.1.a|Rà soát", "I.1.a.-1|Bước một", "I.1.a.-2|Bước hai", "I.1.b|Báo cáo",
        "I.2|Sở B", "II|Việc khác", "II.1|Sở C",
    ]  # fmt: skip


def test_decimals_hang_under_the_number_they_begin_with() -> None:
    tree = build_tree(_lines("1. Thể chế", "1.1. Rà soát", "1.2. Ban hành", "2. Bộ máy", "2.1. Sắp xếp"))
    assert [line.split("|")[0] for line in _outline(tree)] == ["1", "1.1", "1.2", "2", "2.1"]


def test_an_article_holds_its_text_and_its_clauses() -> None:
    tree = build_tree(_lines("Điều 1. Thành lập Tổ", "Điều 2. Nhiệm vụ", "1. Tham mưu", "2. Báo cáo", "Điều 3. Thi hành"))
    assert [line.split("|")[0] for line in _outline(tree)] == ["1", "2", "2.1", "2.2", "3"]


def test_a_paragraph_without_a_number_belongs_to_the_item_it_follows() -> None:
    tree = build_tree(_lines("3. Văn phòng", "Khẩn trương xây dựng chuyên mục."))
    assert _outline(tree) == ["3|Văn phòng", "3|Khẩn trương xây dựng chuyên mục."]


def test_the_automatic_number_of_word_is_a_marker() -> None:
    tree = build_tree([Line("Rà soát", whole=True, marker="1."), Line("Báo cáo", whole=True, marker="2.")])
    assert [node.ordinal for node in tree.children] == ["1", "2"]


def test_a_sentence_goes_on_over_a_page_and_its_number() -> None:
    lines = [Line("Chủ tịch Ủy ban nhân dân các"), Line("2", page=2), Line("huyện báo cáo kết quả.", page=2)]
    texts = [paragraph.text for paragraph in read_paragraphs(lines) if paragraph.role == "text"]
    assert texts == ["Chủ tịch Ủy ban nhân dân các huyện báo cáo kết quả."]


def test_an_indented_line_begins_a_paragraph_in_a_set_page() -> None:
    def line(top: float, x0: float, text: str, x1: float = 520) -> Line:
        return Line(text, box=(x0, top, x1, top + 14))

    lines = [
        line(100, 128, "7. Các cơ quan báo chí của tỉnh và Trung ương đóng trên địa bàn"),
        line(118, 128, "Cử phóng viên dự và đưa tin về chương trình theo kế hoạch chung"),
        line(136, 92, "của tỉnh trong suốt thời gian diễn ra.", 300),
        line(154, 128, "8. Đài Phát thanh phát lại chương trình vào buổi tối cùng ngày", 520),
        line(172, 92, "trên sóng của Đài.", 190),
    ]
    assert [paragraph.text.split(" ")[0] for paragraph in read_paragraphs(lines)] == ["Các", "Cử", "Đài"]


def test_words_of_a_line_give_the_box_of_a_part() -> None:
    line = Line("1. Rà soát danh mục", page=3, box=(50, 100, 250, 114), whole=True)
    paragraph = read_paragraphs([line])[0]
    (span,) = paragraph.spans(0, 7)
    assert span.page == 3
    assert 50 < span.box[0] < span.box[2] < 250


_TEXT = st.text(alphabet="abcđêôư ABCĐ.,;:()123-+", min_size=1, max_size=30)
_MARKERS = st.sampled_from(["", "1. ", "2. ", "a) ", "b) ", "- ", "+ ", "I. ", "II. ", "Điều 1. ", "1.1. ", "(1) ", "• "])


def _cell(text: str, row: int, column: int) -> Cell:
    return Cell((Line(text, whole=True),), row, column)


_BLOCKS = st.lists(
    st.one_of(
        st.builds(lambda marker, text, whole: Line(marker + text, whole=whole), _MARKERS, _TEXT, st.booleans()),
        st.builds(
            lambda texts: Table(tuple(tuple(_cell(text, row, column) for column, text in enumerate(texts)) for row in range(2))),
            st.lists(_TEXT, min_size=1, max_size=3),
        ),
    ),
    max_size=20,
)


def _letters(texts: list[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def _all_texts(blocks: list[Block]) -> list[str]:
    return [
        text
        for block in blocks
        for text in ([block.text] if isinstance(block, Line) else [cell.text for row in block.rows for cell in row])
    ]


@settings(max_examples=300, deadline=None)
@given(_BLOCKS)
def test_no_character_is_lost_between_blocks_and_tree(blocks: list[Block]) -> None:
    assert _letters(list(written(build_tree(blocks)))) == _letters(_all_texts(blocks))


def test_dashes_stand_under_a_title_with_another_sign_and_the_next_title_beside_it() -> None:
    blocks = [Line(text) for text in ("* Phòng Nội vụ", "- Lập danh sách viên chức.", "* Phòng Tài chính", "- Lập dự toán.")]
    first, second = build_tree(blocks).children
    assert [child.text for child in first.children] == ["Lập danh sách viên chức."]
    assert [child.text for child in second.children] == ["Lập dự toán."]


def test_a_field_begins_a_paragraph_also_after_a_field_without_a_stop() -> None:
    blocks = [
        Line(text) for text in ("1. Tập huấn", "Đơn vị chủ trì: Phòng Nội vụ", "Đơn vị phối hợp: Các phòng", "Hạn hoàn thành: 30/4/2023")
    ]
    (task,) = build_tree(blocks).children
    assert [child.text for child in task.children] == [line.text for line in blocks[1:]]
