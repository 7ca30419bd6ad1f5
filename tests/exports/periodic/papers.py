"""A small report with a part of every kind, to be written and read back."""

from dataclasses import replace

from geoapp.charts.statuses import statuses_chart
from geoapp.exports.periodic.parts import (
    ChartPicture,
    Column,
    Heading,
    Paragraph,
    ReportPaper,
    Table,
)

HOSTILE = "<w:t>&amp; #eval(1) =cmd|' /C calc'!A0 {{ 7*7 }}\x07"
COLUMNS = (Column("STT", 6), Column("Dự án", 60), Column("Chậm (ngày)", 10, right=True))


def a_table(rows: int = 2) -> Table:
    return Table("Dự án chậm", COLUMNS, tuple((str(n), f"Dự án số {n}", "12") for n in range(rows)))


def a_paper(**values: object) -> ReportPaper:
    counts = {"late": 3, "not_reported": 1, "on_time": 5, "ahead": 0, "outside": 2}
    paper = ReportPaper(
        lang="vi",
        nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
        superior="Ủy ban nhân dân thành phố Huế",
        issuer="Sở Xây dựng",
        number="Số: 125/BC-SXD",
        date_line="Huế, ngày 20 tháng 11 năm 2026",
        kind="BÁO CÁO",
        title="Tình hình thực hiện các dự án trọng điểm tháng 11 năm 2026",
        addressee=("Kính gửi: Ủy ban nhân dân thành phố Huế",),
        basis=("Căn cứ Kế hoạch số 12/KH-UBND;",),
        parts=(
            Heading("I. TÌNH HÌNH CHUNG", 1),
            Paragraph("Đến ngày 20/11/2026, theo dõi 11 dự án."),
            ChartPicture("Dự án so với kế hoạch", statuses_chart(counts, "vi")),
            Heading("1. Dự án chậm", 2),
            a_table(),
            Paragraph("Số liệu minh họa: …", small=True),
        ),
        closing="Trên đây là báo cáo.",
        recipients_title="Nơi nhận",
        recipients=("Như trên;", "Lưu: VT."),
        authority="",
        position="Giám đốc",
        signer="",
        mark="Số liệu minh họa",
        remark="Số liệu đến ngày 20/11/2026",
        page_word="Trang",
    )
    return replace(paper, **values)
