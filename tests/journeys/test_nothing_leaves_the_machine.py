"""No page asks another host or breaks its own policy; every journey is watched for it."""

import pytest
from playwright.sync_api import expect

PAGES = [
    "?project=TTH-032&color=sector",
    "?view=present&lang=en",
    "projects/TTH-032",
    "projects/TTH-999",
    "?sector=tourizm",
]
INLINE_SCRIPT = """() => {
  const script = document.createElement('script');
  script.textContent = 'window.ran = true';
  document.body.append(script);
}"""
OTHER_PICTURE = "() => { new Image().src = 'https://elsewhere.test/picture.png'; }"


def test_every_page_keeps_to_itself(map_page, witness):
    witness.expect(400, 404)
    for path in PAGES:
        map_page.page.goto(f"{map_page.address}/{path}", wait_until="networkidle")
        expect(map_page.page.get_by_role("main")).to_be_visible()


def test_the_witness_sees_a_page_that_goes_elsewhere(page, context, witness):
    context.route("https://elsewhere.test/**", lambda route: route.fulfill(body="Elsewhere"))
    page.goto("https://elsewhere.test/")
    assert "asked another host: https://elsewhere.test/" in take_complaints(witness)


@pytest.mark.parametrize("act", [INLINE_SCRIPT, OTHER_PICTURE])
def test_the_witness_sees_what_the_policy_refuses(page, witness, act):
    page.goto(f"{witness.address}/projects/TTH-094")
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate(act)
    assert any("Content Security Policy" in complaint for complaint in take_complaints(witness))
    assert page.evaluate("() => window.ran") is None


def test_the_witness_hears_a_script_that_fails(page, witness):
    page.goto(f"{witness.address}/projects/TTH-094")
    with page.context.expect_event("weberror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('broken'); }); }")
    (complaint,) = take_complaints(witness)
    assert "broken" in complaint


def take_complaints(witness):
    taken, witness.complaints = witness.complaints, []
    return taken
