"""The lists of what needs attention, in the order in which a meeting asks."""

from geoapp.domain.choices import Choice

SECTIONS = (
    Choice("late", "Chậm", "Late"),
    Choice("stalled", "Đứng yên", "Standing still"),
    Choice("obstacles", "Quá hạn", "Overdue"),
    Choice("not_reported", "Chưa báo cáo", "Not reported"),
    Choice("disbursement", "Giải ngân chậm", "Paying behind plan"),
)
GROUPINGS = (
    Choice("area", "Địa bàn", "Area"),
    Choice("sector", "Lĩnh vực", "Sector"),
    Choice("agency", "Cơ quan", "Agency"),
    Choice("funding", "Nguồn vốn", "Funding"),
)
