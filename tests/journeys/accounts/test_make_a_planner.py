"""An administrator makes a planner's account; the planner chooses a password of their own."""

import re

from playwright.sync_api import expect

NAME = "ke-hoach.soyte"
OWN = "sông Hương chảy chậm qua Huế"


def test_make_a_planner_who_then_signs_in(desk, another_desk):
    desk.sign_in("admin")
    desk.who.click()
    desk.page.locator("#who-menu a[href='/admin/people']").click()
    desk.follow("New account")
    desk.fill("Name to sign in with", NAME)
    desk.fill("Whose account", "Chuyên viên phòng Kế hoạch")
    desk.check(re.compile("^Sở Y tế thành phố Huế"))
    desk.check(re.compile("^Thành phố Huế"))
    desk.press("Make the account")
    password = desk.secret()

    another_desk.sign_in(NAME, password)
    another_desk.expect_said("Somebody else knows this password. Choose one of your own to go on.")
    another_desk.fill("Present password", password)
    another_desk.fill("New password", OWN)
    another_desk.fill("New password once more", OWN)
    another_desk.press("Change password")
    expect(another_desk.main).to_contain_text("Sở Y tế thành phố Huế")
    expect(another_desk.main).to_contain_text("Thành phố Huế")

    desk.open("/admin/people")
    expect(desk.main.get_by_role("row").filter(has_text=NAME)).to_contain_text("Sở Y tế")
