"""Make a token, ask with it as a program does, and revoke it."""

import json
import urllib.error
import urllib.request

import pytest


def ask(address, token):
    request = urllib.request.Request(
        f"{address}/collections/projects/items?limit=1",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def test_a_program_asks_in_ones_name_until_the_token_is_revoked(desk, newcomer):
    desk.sign_in(newcomer("viewer"))
    desk.open("/account")
    desk.fill("What it is for", "QGIS ở phòng kế hoạch")
    desk.press("Make a token")
    token = desk.secret()
    assert ask(desk.address, token)["numberMatched"] == 127

    desk.open("/account")
    desk.press("Revoke")
    desk.expect_said("The token {name} is revoked.", name="QGIS ở phòng kế hoạch")
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(desk.address, token)
    with refused.value as answer:
        assert answer.code == 401
