"""Sign in, see who one is, change the password, sign out."""

from playwright.sync_api import expect

from tests.journeys.accounts.desk import vi
from tests.journeys.map_page import expect_width
from tests.people import PASSWORD

NEW = "mai trời lại sáng trên sông"


def test_sign_in_from_the_map_and_come_back_to_it(desk):
    desk.open("/?sector=tourism")
    desk.who.click()
    desk.page.wait_for_url("**/sign-in?**")
    desk.sign_in("planner")
    desk.expect_map("?sector=tourism")
    expect(desk.who).to_have_text("planner")


def test_sign_out_on_every_page(desk):
    desk.sign_in("viewer")
    desk.open("/projects/TTH-001")
    desk.sign_out()
    expect(desk.who).to_have_text(vi("Sign in"))
    desk.open("/account")
    expect(desk.page).to_have_url(f"{desk.address}/sign-in?next=/account")


def test_change_the_password(desk, another_desk, newcomer):
    name = newcomer()
    another_desk.sign_in(name)
    desk.sign_in(name)
    desk.open("/account")
    desk.follow("Change password")
    desk.fill("Present password", PASSWORD)
    desk.fill("New password", NEW)
    desk.fill("New password once more", NEW)
    desk.press("Change password")
    desk.expect_said("Your password has been changed; other devices are signed out.")

    another_desk.open("/account")
    expect(another_desk.page).to_have_url(f"{desk.address}/sign-in?next=/account")
    another_desk.sign_in(name, NEW)
    expect(another_desk.page).to_have_url(f"{desk.address}/account")


def test_guessing_a_password_has_an_end(desk, newcomer, witness):
    witness.expect(429)
    name = newcomer()
    for _ in range(5):
        desk.try_to_sign_in(name, "sai mật khẩu rồi")
        desk.expect_said("The name or the password is wrong.")
    desk.try_to_sign_in(name, PASSWORD)
    desk.expect_said("Too many attempts. Wait {minutes} minutes and try again.", minutes=15)


def test_sign_in_on_a_phone_by_keyboard_alone(desk):
    desk.page.set_viewport_size({"width": 375, "height": 740})
    desk.open("/sign-in")
    expect(desk.page.locator("#username")).to_be_focused()
    desk.page.keyboard.type("viewer")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type(PASSWORD)
    desk.page.keyboard.press("Enter")
    desk.expect_map()
    expect_width(desk.page, 375)
