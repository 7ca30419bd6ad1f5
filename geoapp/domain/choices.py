"""Closed code lists of contract.md that are no more than a code and its two names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One code of a closed list with its names on screen."""

    code: str
    vi: str
    en: str

    def label(self, lang: str) -> str:
        """Return the name in `lang`."""
        return self.vi if lang == "vi" else self.en


FUNDING = (
    Choice("public", "Đầu tư công", "Public investment"),
    Choice("private", "Ngoài ngân sách", "Outside the budget"),
    Choice("oda", "ODA", "ODA"),
    Choice("mixed", "Hỗn hợp", "Mixed"),
    Choice("unknown", "Chưa rõ", "Unknown"),
)
STAGES = (
    Choice("preparation", "Chuẩn bị", "Preparation"),
    Choice("implementation", "Thực hiện", "Implementation"),
    Choice("completion", "Hoàn thành", "Completed"),
    Choice("suspended", "Tạm dừng", "Suspended"),
    Choice("cancelled", "Đã hủy", "Cancelled"),
    Choice("unknown", "Chưa rõ", "Unknown"),
)
SCHEDULES = (
    Choice("late", "Chậm", "Late"),
    Choice("not_reported", "Chưa báo cáo", "Not reported"),
    Choice("on_time", "Đúng kế hoạch", "On time"),
    Choice("ahead", "Vượt kế hoạch", "Ahead"),
)
POSITIONS = (
    Choice("surveyed", "Đo đạc", "Surveyed"),
    Choice("estimated", "Ước lượng", "Estimated"),
    Choice("schematic", "Sơ đồ", "Schematic"),
    Choice("none", "Chưa rõ vị trí", "No position yet"),
)
LEVELS = (
    Choice("province", "Tỉnh, thành phố", "Province"),
    Choice("district", "Huyện, quận, thị xã", "District"),
    Choice("commune", "Xã, phường, thị trấn", "Commune"),
)
TIE_BASES = (
    Choice("geometry", "theo vị trí", "by position"),
    Choice("nearest", "đơn vị gần nhất", "nearest unit"),
    Choice("document", "theo văn bản", "by the document"),
    Choice("inferred", "suy luận", "inferred"),
    Choice(
        "outweighed",
        "vị trí ước lượng rơi vào đây, văn bản ghi khác",
        "the estimated position falls here, the document says otherwise",
    ),
)
OBSTACLE_KINDS = (
    Choice("land_clearance", "Giải phóng mặt bằng", "Land clearance"),
    Choice("procedure", "Thủ tục", "Procedure"),
    Choice("capital", "Vốn", "Capital"),
    Choice("contractor", "Nhà thầu", "Contractor"),
    Choice("weather", "Thời tiết", "Weather"),
    Choice("other", "Vướng mắc khác", "Another obstacle"),
    Choice("task", "Nhiệm vụ được giao", "Task given"),
)
MILESTONES = (
    Choice("groundbreaking", "Khởi công", "Groundbreaking"),
    Choice("land_handover", "Bàn giao mặt bằng", "Land handed over"),
    Choice("completion", "Hoàn thành", "Completion"),
    Choice("other", "Mốc khác", "Another milestone"),
)
CAPITAL_SOURCES = (
    Choice("central", "Ngân sách trung ương", "Central budget"),
    Choice("provincial", "Ngân sách tỉnh, thành phố", "Provincial budget"),
    Choice("district", "Ngân sách huyện, xã", "District or commune budget"),
    Choice("oda", "ODA", "ODA"),
    Choice("private", "Vốn ngoài ngân sách", "Outside the budget"),
    Choice("other", "Nguồn khác", "Another source"),
)
# The themes by which projects are coloured, as layer files name them; the first is the usual one.
COLORS = ("schedule", "progress", "sector")


def codes(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """Return the codes of a list in its order."""
    return tuple(choice.code for choice in choices)
