"""What rights forbid with files: to send, to see, to change, to approve one's own."""

from playwright.sync_api import expect

from tests.journeys.accounts.desk import vi
from tests.journeys.uploads.files import names_file


def test_who_only_looks_sends_no_files(colleague, witness):
    witness.expect(403)
    viewer = colleague("viewer")
    viewer.open("/")
    expect(viewer.page.locator(".menu nav a[href='/uploads']")).to_have_count(0)
    viewer.open("/uploads")
    expect(viewer.main).to_contain_text("403")


def test_another_agencys_planner_changes_and_sees_nothing(planner, colleague, tmp_path, witness):
    witness.expect(404)
    stranger = colleague("planner", every_agency=False, agencies=("HUE-SYT",))
    address = planner.send(names_file(tmp_path, "TTH-012", "Tên khác"))
    stranger.open(address)
    expect(stranger.main).to_contain_text("404")

    stranger.send(names_file(tmp_path, "TTH-012", "Tên của người lạ"))
    stranger.expect_heading("Look at the changes before they count")
    expect(stranger.page.locator("#issues")).to_contain_text(
        vi("Projects of an agency that is not yours")
    )
    expect(stranger.main.get_by_role("button", name=vi("Apply"))).to_have_count(0)


def test_nobody_is_offered_to_approve_their_own_file(planner, tmp_path):
    planner.send(names_file(tmp_path, "TTH-013", "Tên để trình"))
    planner.press_start("Hand over %(num)s row")
    planner.expect_heading("Waiting for a second person’s approval")
    expect(planner.main).to_contain_text(vi("Nobody approves their own file."))
    expect(planner.main.get_by_role("button", name=vi("Approve"), exact=True)).to_have_count(0)
