"""Where a list of units ends in running words: at a verb, a word that opens a clause, a colon or a stop."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracking.language.actions import compound_end, first_verb, opens_act, opens_with_short_verb
from tracking.language.unit_patterns import patterns, seen
from tracking.structure.letters import compiled

_END_OF_NAMES = re.compile(
    r"(?<!\w)(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|phối hợp|phải|(?<!hậu\s)cần|sẽ|căn cứ|trên cơ sở|theo(?!\s+dõi)|"
    r"chịu sự|trong phạm vi|trong việc|trong công tác|trong quá trình|"
    r"(?<!các\s)nơi|kính|khi|để|nhằm|về việc|định kỳ|hằng|"
    r"hàng(?=\s+(?:ngày|tuần|tháng|quý|năm|giờ))|trước ngày|trước|chậm nhất|đã|không|ngay|nếu|tùy|tuỳ|đối với|là cơ quan|"
    r"trong(?=\s+(?:vòng\s|thời hạn\s|thời gian\s|\d))|vào ngày|"
    r"là đơn vị|làm đầu mối|quyết định(?=\s+(?:thành lập|việc|cho|cử|giao|phân bổ|ban hành|phê duyệt|danh sách|mức|số|phương án|hình thức|"
    r"thời gian|đối tượng|địa điểm|giá|chủ trương|bổ sung|điều chỉnh|xử lý|hỗ trợ|các|những)\s)|trước mắt|"
    r"như sau|một số|các nội dung|những|bằng|qua|ngoài việc|nội dung|nhận được|nhận thấy|nhận định|"
    r"(?<=\w\s)(?<!các\s)(?<!và\s)(?<!thể\s)(?<!chí\s)(?<!bộ\s)lãnh đạo(?=,?\s+\w)|(?:có|với)\s+sự\s+(?:phối hợp|tham gia))(?!\w)",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(
    r"(?:thu|chi|dạy|học|trực|khám|tiêm|trồng|bán|thuê|đặt|cấp|mở|ghi)(?=\s*:|\s+(?:chủ trì|phối hợp|có trách nhiệm|có nhiệm vụ|"
    r"chịu trách nhiệm|căn cứ|phải|cần|sẽ)(?!\w))"
)
_PLAIN_GROUP = re.compile(
    r"(?:Các|Mỗi|Từng|Hai|Ba|Bốn|Cả hai|Tất cả các|Toàn bộ các)\s+(?:bên|đơn vị|ngành|cấp|tổ chức|đoàn thể|hộ|lớp|trường|chi bộ|chi hội|"
    r"khoa|phòng|ban|đội|tổ|địa phương|cơ quan|lực lượng|thôn|bản|xã|phường|đồng chí|thành viên)(?!\w)(?=\s[^\W\d_])"
)
_PLACE = compiled(
    r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|bản|ấp|khu phố|Xã|Phường|Thị trấn|Đặc khu|Huyện|Quận|Thị xã|"
    r"Thành phố|Tỉnh|Thôn|Bản|Ấp|Khu phố)(?: (?:[‹U›][^\W\d_]*|\d{1,2}))+(?=\s[‹L›])"
)
"""A place by its own name, which acts as the authority of the place ("xã Tân Sa quét dọn …")."""
_OWNED = compiled(
    r"[‹L›]+(?: [‹L›]+){0,2}\s+(?:thuộc|trực thuộc)\s+"
    r"(?:Cục|Sở|Bộ|Chi cục|Tổng cục|UBND|Viện|Trường|Công ty|Ban|Trung tâm)\s+(?=[‹L›])"
)
"""A verb that ends the name of a part of an office ("Phòng Kỹ thuật bảo quản thuộc Cục | hướng dẫn …")."""
_IN_RELATION = re.compile(r"(?<!\w)(?:trong diện|thuộc diện|diện|đối tượng|thuộc danh sách|bị|được|chưa|còn|đang|đã)\s+$", re.IGNORECASE)
_MUST = re.compile(r"(?P<till>[^,;:.]{2,80}?)\s+(?:phải|có trách nhiệm|khẩn trương)(?!\w)", re.IGNORECASE)
"""A verb inside words that say which units are meant, and the word of obligation behind it ("hộ trong diện thu hồi phải …")."""
_TRADE = re.compile(
    r"(?:đầu tư|tổng hợp|quản lý|đào tạo|bồi dưỡng|kiểm tra|thanh tra|giám sát|thống kê|khảo thí|tuyên truyền|phát triển|vận hành|"
    r"sản xuất|khai thác|điều độ|kinh doanh|vận tải|tuyển sinh|thi đua|khen thưởng|điều dưỡng)(?:\s+[^\W\d_]+)?(?=\s*:\s)"
)
_APPOSED = re.compile(
    r"\s+[-–]\s+(?:cơ quan|đơn vị|thường trực)\s|,\s+(?:với\s+(?:vai trò|tư cách|trách nhiệm)|là\s+(?:cơ quan|đơn vị))\s", re.IGNORECASE
)
"""Where words begin that say what the office before them is."""
_NAMED_END = compiled(r"(?:[‹U›][^\W\d_]*|\d+|\s(?:tỉnh|xã|huyện|phường|thành phố))$")
_OTHER_WORD = compiled(
    r"\s(?!(?:và|cùng|với|của|thuộc|trực thuộc|tỉnh|thành phố|huyện|xã|phường|quận|thị xã|đặc khu|các|những|có|liên quan|tại|ở|trên|"
    r"khu vực|số|cấp|khác|hoặc|là|được|bị|đã|đang|vẫn|còn|cũng|do|về|theo|để|nêu|này|đó|trong|từ|đến|khi|như|cho|nhằm|không|chưa|"
    r"mà|thì|gồm|bằng|qua|vào|ra|lên|sau|rất|hết|mới|nói|bên|dưới|giữa|chính)\s)[‹L›]+\s"
)
_NAMED_BY_VERB = re.compile(r"[^\W\d]+(?: [^\W\d]+){1,4}?(?= (?:có trách nhiệm|chịu trách nhiệm|chủ trì|là đầu mối|làm đầu mối)(?!\w))")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def where_ends(text: str, at: int, masked: Sequence[tuple[int, int]]) -> tuple[int, str]:
    """Where a list of units that begins at `at` ends, and why: "word", "verb", "colon" or "end"."""
    best, why = len(text), "end"
    stop = re.compile(r"[:;](?=\s|$)|\.(?=\s|$)|[“\"]")
    for match in stop.finditer(text, at):
        if re.search(r"(?<!\w)(?:TP|Tp|TX|PCT|GĐ|Đ/c|đ/c|P|Q|TT|BS|ThS|TS)$", text[: match.start()]):
            continue
        if not _within(match.start(), masked) and not _is_list_break(text, match.start(), masked):
            best, why = match.start(), "colon" if match.group() == ":" else "end"
            break
    if (beside := _APPOSED.search(text, at, best)) is not None:
        best, why = beside.start(), "word"
    for match in _END_OF_NAMES.finditer(text, at, best):
        if match.group() == "lãnh đạo" or not _within(match.start(), masked):
            best, why = match.start(), "word"
            break
    edge = next((high for low, high in masked if low <= at < high), None)
    edge = compound_end(text, at, edge) if edge is not None else None
    if edge is None and (plain := _PLAIN_GROUP.match(text, at) or _PLACE.match(text, at)) is not None:
        edge = plain.end()
        masked = (*masked, plain.span())
    masked = (*masked, *(bracket.span() for bracket in _BRACKETS.finditer(text, at, best)))
    at_edge = edge is not None and edge < best and opens_with_short_verb(text, edge + 1)
    if at_edge and edge is not None and (part := _PART_OF_NAME.match(text, edge + 1)):
        masked, at_edge = (*masked, (edge, part.end())), False
    found = edge + 1 if edge is not None and at_edge else first_verb(text[:best], at, masked)
    if found is None:
        bare = edge is not None and why == "end" and edge < best and _OTHER_WORD.match(text, edge) and _NAMED_END.search(text[at:edge])
        return (edge + 1, "verb") if edge is not None and bare else (best, why)
    if (owned := _OWNED.match(text, found)) is not None:
        return owned.end(), "verb"
    if _IN_RELATION.search(text[at:found]) and (must := _MUST.match(text, found)) is not None:
        return must.end("till"), "word"
    if text.startswith("phụ trách ", found) and (later := first_verb(text[:best], found + 10, masked)) and "," not in text[found:later]:
        found = later
    is_title = why == "colon" or (best == len(text) and re.search(r"(?:trưởng|Giám đốc|Chủ tịch|Chánh Văn phòng) $", text[at:found]))
    if text.startswith("phụ trách ", found) and is_title and not re.search(r"[,.;]", text[found:best]):
        return best, why
    trade = _TRADE.match(text, found)
    if trade is not None:
        return trade.end(), "colon"
    named = _NAMED_BY_VERB.match(text, found)
    return (named.end(), "word") if named else (found, "verb")


def _within(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= at < high for low, high in ranges)


def _is_list_break(text: str, at: int, masked: Sequence[tuple[int, int]]) -> bool:
    """Whether a semicolon or colon parts units of one list ("Các sở, ban, ngành; UBND các xã", "các tỉnh: A, B")."""
    after = at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip())
    if text[at] == ";":
        return _within(after, masked) or (text[after : after + 1].isupper() and patterns().office.match(seen(text), after) is not None)
    if text[at] == ":":
        before = text[:at].rsplit(" ", 1)[-1].casefold()
        if before in ("đốc", "trưởng", "tịch", "phòng"):
            return _within(after, masked) and "," in text[after:]
        return (
            before in ("tỉnh", "bộ", "sở", "hội", "huyện", "xã", "phường", "quan", "ban", "ủy", "cục")
            and text[after : after + 1].isupper()
            and not opens_act(text[after:])
        )
    return False
