"""Set up the second step with a telephone's application, and sign in with it."""

import time

from passlib.totp import TOTP
from playwright.sync_api import expect

STEP_S = 30


def test_switch_the_second_step_on_and_use_it(desk, another_desk, newcomer):
    name = newcomer()
    desk.sign_in(name)
    desk.open("/account/second-step")
    desk.press("Set up")
    expect(desk.page.locator(".qr")).to_be_visible()
    telephone = TOTP(desk.page.locator(".steps code").inner_text())
    desk.fill("Type the code that it shows.", telephone.generate().token)
    desk.press("Switch on")
    desk.expect_said("The second step is on.")

    another_desk.sign_in(name)
    another_desk.fill("Code from your authenticator application", "000000")
    another_desk.press("Sign in")
    another_desk.expect_said("The code is wrong or too old.")
    # Each code is good once, and half a minute before and after its time.
    next_code = telephone.generate(time.time() + STEP_S).token
    another_desk.fill("Code from your authenticator application", next_code)
    another_desk.press("Sign in")
    expect(another_desk.who).to_have_text(name)
