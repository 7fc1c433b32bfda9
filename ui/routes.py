"""The pages of the app: address, name, who may open each, and the module that builds it."""

from __future__ import annotations

from ui.auth import Page
from ui.pages import (
    administration,
    briefing,
    calendar,
    drafting,
    duty,
    guide,
    incoming,
    late,
    lineage,
    notices,
    offices,
    old_register,
    outgoing,
    outgoing_document,
    register,
    reports,
    review,
    search,
    spoken,
    today,
    urging,
)

OFFICE = ("admin", "clerk", "officer", "leader")
PAGES: tuple[Page, ...] = (
    Page("/", "Hôm nay", today.show, wide=True),
    Page("/van-ban-den", "Văn bản đến", incoming.show, OFFICE),
    Page("/van-ban-den/ghi-viec", "Ghi việc giao tại cuộc họp", spoken.show, OFFICE),
    Page("/van-ban-den/so-cu", "Nhập sổ theo dõi Excel", old_register.show, old_register.ROLES),
    Page("/van-ban-den/{directive_id}/lien-quan", "Văn bản liên quan", lineage.show, OFFICE, wide=True),
    Page("/ra-soat", "Rà soát", review.waiting, OFFICE),
    Page("/ra-soat/{directive_id}", "Bàn rà soát", review.show, OFFICE, wide=True),
    Page("/so-nhiem-vu", "Sổ nhiệm vụ", register.show, wide=True),
    Page("/nhiem-vu/{duty_id}", "Nhiệm vụ", duty.show),
    Page("/qua-han", "Vì sao quá hạn", late.show),
    Page("/giao-ban", "Giao ban", briefing.show, ("admin", "officer", "leader"), wide=True),
    Page("/soan-thao", "Soạn thảo", drafting.overview, OFFICE),
    Page("/soan-thao/moi", "Soạn văn bản", drafting.new, OFFICE, wide=True),
    Page("/soan-thao/nhap/{key}", "Soạn văn bản", drafting.resume, OFFICE, wide=True),
    Page("/van-ban-di", "Văn bản đi", outgoing.show, OFFICE),
    Page("/van-ban-di/{document_id}", "Văn bản đi", outgoing_document.show, OFFICE),
    Page("/van-ban-di/{document_id}/sua", "Sửa dự thảo", drafting.edit, OFFICE, wide=True),
    Page("/don-doc", "Đôn đốc", urging.show, OFFICE),
    Page("/bao-cao", "Báo cáo", reports.show, OFFICE, wide=True),
    Page("/lich", "Lịch thời hạn", calendar.show, wide=True),
    Page("/co-quan", "Cơ quan, đơn vị", offices.show, OFFICE),
    Page("/quan-tri", "Quản trị", administration.show, ("admin",)),
    Page("/thong-bao", "Thông báo", notices.show),
    Page("/tim", "Tìm kiếm", search.show),
    Page("/tai-khoan", "Tài khoản", administration.account),
    Page("/tro-giup", "Trợ giúp", guide.show),
)
