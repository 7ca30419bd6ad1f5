"""Tokens of all accounts: administrators make and revoke them."""

import re


def test_a_token_for_a_program_speaks_for_its_account(visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/tokens")
    made = visitor.send("/admin/tokens", owner="viewer", name="a screen in the hall", days="30")
    token = re.search(r'value="(geoapp_[\w-]{43})"', made.text)[1]
    assert "no-store" in made.headers["Cache-Control"]
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    assert visitor.open("/map/extent", headers=headers).status_code == 200

    number = re.search(r"/admin/tokens/(\d+)/revoke", visitor.open("/admin/tokens").text)[1]
    visitor.send(f"/admin/tokens/{number}/revoke")
    assert visitor.open("/map/extent", headers=headers).status_code == 401


def test_a_bad_form_says_why(visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/tokens")
    assert visitor.send("/admin/tokens", owner="viewer", name="", days="0").status_code == 422


def test_a_token_for_nobody_is_not_made(visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/tokens")
    assert visitor.send("/admin/tokens", owner="nobody", name="x", days="1").status_code == 404
