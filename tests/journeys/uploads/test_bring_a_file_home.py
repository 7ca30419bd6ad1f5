"""A planner brings in a VN-2000 file without a coordinate system, a second person approves it."""

from playwright.sync_api import expect

from tests.journeys.accounts.desk import vi
from tests.journeys.uploads.files import planners_row, write_file

NAME = "Khu nghỉ dưỡng đã đổi tên"


def test_from_a_vn2000_file_to_the_map_and_back(planner, colleague, tmp_path):
    file = write_file(
        tmp_path,
        [
            planners_row("TTH-002", tien_do="145%"),
            planners_row("TTH-004", east=500, ten_du_an=NAME, hang_muc="KND Hue Spirit"),
            planners_row("TTH-005"),
        ],
    )
    address = planner.send(file, note="Cập nhật tháng 11")

    planner.expect_heading("Say how the file gives positions")
    planner.choose_zone("107°00′")
    planner.say_column("hang_muc", "Short name")
    planner.press("Check the file with these choices")

    planner.expect_heading("Look at the changes before they count")
    expect(planner.page.locator("#issues")).to_contain_text(vi("Values out of range"))
    expect(planner.page.locator("#issues")).to_contain_text("145%")
    expect(planner.row("TTH-004").locator("ins").filter(has_text=NAME)).to_be_visible()
    expect(planner.row("TTH-004").locator("ins").filter(has_text="KND Hue Spirit")).to_be_visible()
    planner.expect_map_drawn(1)
    planner.row("TTH-004").locator(".to-map").click()
    expect(planner.page.locator("#map-said")).to_contain_text("500 m")

    planner.press_start("Hand over %(num)s row")
    planner.expect_heading("Waiting for a second person’s approval")
    expect(planner.main.get_by_role("button", name=vi("Approve"), exact=True)).to_have_count(0)

    approver = colleague("approver")
    approver.open("/uploads?state=submitted")
    approver.main.get_by_role("link", name="Cập nhật tháng 11").click()
    approver.expect_heading("Waiting for a second person’s approval")
    approver.press("Approve")
    approver.expect_heading("Approved: the changes can be applied")

    planner.open(address)
    planner.apply()
    planner.expect_heading("The changes are on the map")
    planner.follow("See on the map")
    expect(planner.page.locator("#card")).to_contain_text(NAME)

    planner.open(address)
    planner.main.get_by_text(vi("Undo all of it…")).click()
    planner.fill("Why", "Nhầm tệp")
    planner.press("Undo")
    planner.page.wait_for_url("**/revisions/*")
    planner.open(address)
    expect(planner.main).to_contain_text(vi("See what it restored"))
    planner.open("/projects/TTH-004")
    expect(planner.main.get_by_role("heading", level=1)).not_to_have_text(NAME)
