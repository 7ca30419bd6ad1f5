"""Sectors, the kinds of work within them, and the words of source tables that mean them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from unicodedata import normalize


@dataclass(frozen=True, slots=True)
class Family:
    """Sectors that share a colour on the map."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of work; `family` is a code of FAMILIES."""

    code: str
    vi: str
    en: str
    family: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What is built; the code is unique over all sectors."""

    code: str
    sector: str
    vi: str
    en: str


FAMILIES: Final[tuple[Family, ...]] = (
    Family("infrastructure", "Hạ tầng", "Infrastructure"),
    Family("production", "Sản xuất", "Production"),
    Family("tourism_culture", "Du lịch, văn hóa", "Tourism and culture"),
    Family("urban_commerce", "Đô thị, thương mại", "Urban and commerce"),
    Family("social", "Xã hội", "Social"),
    Family("science", "Khoa học, công nghệ thông tin", "Science and IT"),
)

SECTORS: Final[tuple[Sector, ...]] = (
    Sector("transport", "Giao thông", "Transport", "infrastructure"),
    Sector("industry", "Công nghiệp", "Industry", "production"),
    Sector("tourism", "Du lịch", "Tourism", "tourism_culture"),
    Sector("urban", "Đô thị", "Urban development", "urban_commerce"),
    Sector("commerce", "Thương mại", "Commerce", "urban_commerce"),
    Sector("culture", "Văn hóa, di sản", "Culture and heritage", "tourism_culture"),
    Sector("environment", "Môi trường", "Environment", "infrastructure"),
    Sector("health", "Y tế", "Health", "social"),
    Sector("education", "Giáo dục", "Education", "social"),
    Sector("science", "Khoa học, công nghệ thông tin", "Science and IT", "science"),
    Sector("agriculture", "Nông nghiệp, nông thôn", "Agriculture", "production"),
    Sector("energy", "Năng lượng", "Energy", "infrastructure"),
    Sector("mining", "Khoáng sản", "Mining", "production"),
    Sector("services", "Dịch vụ", "Services", "urban_commerce"),
    Sector("social", "An sinh xã hội", "Social welfare", "social"),
    Sector("other", "Lĩnh vực khác", "Other", "infrastructure"),
)

KINDS: Final[tuple[Kind, ...]] = (
    Kind("road", "transport", "Đường", "Road"),
    Kind("road_bridge", "transport", "Đường và cầu", "Road and bridge"),
    Kind("road_group", "transport", "Nhóm dự án đường", "Group of roads"),
    Kind("street_upgrade", "transport", "Chỉnh trang đường", "Street upgrade"),
    Kind("street_lighting", "transport", "Chiếu sáng đường", "Street lighting"),
    Kind("bridge", "transport", "Cầu", "Bridge"),
    Kind("expressway", "transport", "Đường cao tốc", "Expressway"),
    Kind("interchange", "transport", "Nút giao", "Interchange"),
    Kind("port", "transport", "Cảng biển", "Seaport"),
    Kind("breakwater", "transport", "Đê chắn sóng", "Breakwater"),
    Kind("port_policy", "transport", "Chính sách cảng biển", "Port policy"),
    Kind("industrial_park", "industry", "Khu công nghiệp", "Industrial park"),
    Kind("non_tariff_zone", "industry", "Khu phi thuế quan", "Non-tariff zone"),
    Kind("industrial_cluster", "industry", "Cụm công nghiệp", "Industrial cluster"),
    Kind("factory", "industry", "Nhà máy", "Factory"),
    Kind("craft_village", "industry", "Làng nghề", "Craft village"),
    Kind("tourist_area", "tourism", "Khu du lịch", "Tourist area"),
    Kind("tourist_site", "tourism", "Điểm du lịch", "Tourist site"),
    Kind("resort", "tourism", "Khu nghỉ dưỡng", "Resort"),
    Kind("resort_town", "tourism", "Khu đô thị du lịch", "Resort town"),
    Kind("golf", "tourism", "Sân golf", "Golf course"),
    Kind("leisure_area", "tourism", "Khu dịch vụ, thể thao", "Leisure area"),
    Kind("new_urban_area", "urban", "Khu đô thị mới", "New urban area"),
    Kind("town", "urban", "Đô thị", "Town"),
    Kind("urban_group", "urban", "Nhóm dự án đô thị", "Group of urban works"),
    Kind("urban_infrastructure", "urban", "Hạ tầng đô thị", "Urban infrastructure"),
    Kind("residential_area", "urban", "Khu dân cư", "Residential area"),
    Kind("resettlement", "urban", "Di dời, tái định cư", "Resettlement"),
    Kind("mall", "commerce", "Trung tâm thương mại", "Shopping centre"),
    Kind("supermarket", "commerce", "Siêu thị", "Supermarket"),
    Kind("market", "commerce", "Chợ", "Market"),
    Kind("trade_centre", "commerce", "Trung tâm giao thương", "Trade centre"),
    Kind("heritage_site", "culture", "Di tích", "Heritage site"),
    Kind("heritage_restoration", "culture", "Tu bổ di tích", "Heritage restoration"),
    Kind("cultural_house", "culture", "Quảng trường, nhà văn hóa", "Cultural house"),
    Kind("museum", "culture", "Bảo tàng", "Museum"),
    Kind("wastewater", "environment", "Thoát nước, xử lý nước thải", "Wastewater"),
    Kind(
        "disaster_prevention",
        "environment",
        "Phòng, chống thiên tai",
        "Disaster prevention",
    ),
    Kind("hospital", "health", "Bệnh viện", "Hospital"),
    Kind("university_hospital", "health", "Bệnh viện - trường", "University hospital"),
    Kind("health_centre", "health", "Trung tâm y tế", "Health centre"),
    Kind("disease_control", "health", "Kiểm soát bệnh tật", "Disease control centre"),
    Kind("testing_centre", "health", "Trung tâm kiểm nghiệm", "Testing centre"),
    Kind("school", "education", "Trường học", "School"),
    Kind("school_group", "education", "Nhóm trường học", "Group of schools"),
    Kind("it_park", "science", "Khu công nghệ thông tin", "IT park"),
    Kind("software_park", "science", "Công viên phần mềm", "Software park"),
    Kind("innovation_centre", "science", "Trung tâm khởi nghiệp", "Innovation centre"),
    Kind("operations_centre", "science", "Trung tâm điều hành", "Operations centre"),
    Kind("research_institute", "science", "Viện nghiên cứu", "Research institute"),
    Kind("rural_group", "agriculture", "Nhóm công trình nông thôn", "Group of rural works"),
    Kind("fishery_services", "agriculture", "Hậu cần nghề cá", "Fishery services"),
    Kind("aquaculture", "agriculture", "Vùng nuôi thủy sản", "Aquaculture"),
    Kind("power_line", "energy", "Đường dây điện", "Power line"),
    Kind("mine", "mining", "Mỏ khoáng sản", "Mine"),
    Kind("logistics", "services", "Logistics", "Logistics"),
    Kind("rehabilitation", "social", "Cơ sở cai nghiện", "Rehabilitation centre"),
    Kind("public_investment", "other", "Nhóm đầu tư công", "Public investment group"),
)

WORDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("Giao thông", "đường"): "road",
        ("Giao thông", "đường - cầu"): "road_bridge",
        ("Giao thông", "nhóm dự án đường"): "road_group",
        ("Giao thông", "chỉnh trang đường"): "street_upgrade",
        ("Giao thông", "chiếu sáng"): "street_lighting",
        ("Giao thông", "cầu"): "bridge",
        ("Giao thông", "cao tốc"): "expressway",
        ("Giao thông", "nút giao"): "interchange",
        ("Giao thông", "cảng biển"): "port",
        ("Giao thông", "cảng biển - đê chắn sóng"): "breakwater",
        ("Giao thông", "chính sách - cảng"): "port_policy",
        ("Công nghiệp", "khu công nghiệp"): "industrial_park",
        ("Công nghiệp", "khu công nghiệp - phi thuế quan"): "non_tariff_zone",
        ("Công nghiệp", "cụm công nghiệp"): "industrial_cluster",
        ("Công nghiệp", "nhà máy"): "factory",
        ("Công nghiệp", "nhà máy (mở rộng)"): "factory",
        ("Công nghiệp", "nhà máy ô tô"): "factory",
        ("Làng nghề", "làng nghề"): "craft_village",
        ("Làng nghề", "nhóm làng nghề"): "craft_village",
        ("Du lịch", "khu du lịch"): "tourist_area",
        ("Du lịch", "khu du lịch (quy hoạch)"): "tourist_area",
        ("Du lịch", "điểm du lịch"): "tourist_site",
        ("Du lịch", "khu nghỉ dưỡng"): "resort",
        ("Du lịch", "khu biệt thự du lịch"): "resort",
        ("Du lịch", "khu đô thị - du lịch"): "resort_town",
        ("Du lịch", "sân golf"): "golf",
        ("Du lịch", "khu dịch vụ - thể thao"): "leisure_area",
        ("Đô thị", "khu đô thị mới"): "new_urban_area",
        ("Đô thị", "đô thị"): "town",
        ("Đô thị", "nhóm dự án"): "urban_group",
        ("Đô thị", "hạ tầng"): "urban_infrastructure",
        ("Đô thị", "khu dân cư"): "residential_area",
        ("Đô thị", "khu dân cư - shophouse"): "residential_area",
        ("Di sản - nhà ở", "di dời tái định cư"): "resettlement",
        ("Thương mại", "trung tâm thương mại"): "mall",
        ("Thương mại", "siêu thị"): "supermarket",
        ("Thương mại", "chợ"): "market",
        ("Thương mại", "trung tâm"): "trade_centre",
        ("Di sản - văn hóa", "di tích"): "heritage_site",
        ("Du lịch - di sản", "di tích quốc gia"): "heritage_site",
        ("Di sản - văn hóa", "tu bổ di tích"): "heritage_restoration",
        ("Văn hóa", "quảng trường - nhà văn hóa"): "cultural_house",
        ("Văn hóa - khoa học", "bảo tàng"): "museum",
        ("Môi trường", "thoát nước - xử lý nước thải"): "wastewater",
        ("Môi trường", "nhóm dự án"): "disaster_prevention",
        ("Y tế", "bệnh viện"): "hospital",
        ("Y tế - giáo dục", "bệnh viện - trường"): "university_hospital",
        ("Y tế", "trung tâm y tế"): "health_centre",
        ("Y tế", "cơ sở y tế"): "disease_control",
        ("Y tế", "trung tâm kiểm nghiệm"): "testing_centre",
        ("Giáo dục", "trường học"): "school",
        ("Giáo dục", "nhóm dự án trường học"): "school_group",
        ("Khoa học - CNTT", "khu CNTT"): "it_park",
        ("Khoa học - CNTT", "công viên phần mềm"): "software_park",
        ("Khoa học - CNTT", "trung tâm"): "innovation_centre",
        ("Khoa học - CNTT", "trung tâm điều hành"): "operations_centre",
        ("Khoa học", "viện nghiên cứu"): "research_institute",
        ("Nông thôn", "nhóm dự án"): "rural_group",
        ("Thủy sản", "hậu cần nghề cá"): "fishery_services",
        ("Thủy sản", "vùng nuôi"): "aquaculture",
        ("Năng lượng", "đường dây điện"): "power_line",
        ("Khoáng sản", "mỏ"): "mine",
        ("Dịch vụ", "logistics"): "logistics",
        ("An sinh xã hội", "cơ sở cai nghiện"): "rehabilitation",
        ("Đầu tư công", "nhóm dự án"): "public_investment",
    }
)


def find_kind(sector_words: str, kind_words: str) -> Kind | None:
    """The kind a source table means, None where its words are not in the table."""
    code = WORDS.get((_tidy(sector_words), _tidy(kind_words)))
    return next((kind for kind in KINDS if kind.code == code), None)


def _tidy(words: str) -> str:
    return " ".join(normalize("NFC", words).split())
