"""What leaders are told, in the order in which a meeting asks."""

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
MOVES = (
    Choice("slipped", "Chậm thêm", "Fell behind"),
    Choice("finished", "Hoàn thành", "Finished"),
    Choice("started", "Bắt đầu", "Started"),
    Choice("caught_up", "Hết chậm", "No longer late"),
    Choice("moved", "Có tiến triển", "Went on"),
    Choice("silent", "Không báo cáo", "Fell silent"),
    Choice("still", "Không thay đổi", "Stood still"),
)
