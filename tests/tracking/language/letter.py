"""A small letter of ours around the words that a test is about, and the duties that are read from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracking.duty import Duty
from tracking.extract import extract


@dataclass(frozen=True, slots=True)
class Letter:
    """Whose letter of 4 March 2024 it is. lead: what stands between the addressees and the words; post: the signer's."""

    issuer: str
    number: str
    subject: str
    post: str
    lead: str = ""

    @property
    def foot(self) -> str:
        return f"\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n{self.post}\nHà Văn Lộc\n"

    def around(self, body: str, to: str) -> str:
        """The whole text. to: the lines from "Kính gửi" on."""
        return (
            f"{self.issuer}\nSố: {self.number}\nV/v {self.subject}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            f"Độc lập - Tự do - Hạnh phúc\nBình Sa, ngày 04 tháng 3 năm 2024\n\n{to}\n\n{self.lead}{body}{self.foot}"
        )


OF_PROVINCE = Letter(
    "ỦY BAN NHÂN DÂN\nTỈNH BÌNH SA",
    "41/UBND-TH",
    "chuẩn bị hội chợ mùa thu",
    "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    "Ủy ban nhân dân tỉnh có ý kiến như sau:\n",
)


def read(folder: Path, text: str) -> tuple[Duty, ...]:
    """The duties that are read from the text as a file."""
    path = folder / "thu.txt"
    path.write_text(text, "utf-8")
    return extract(path).duties
