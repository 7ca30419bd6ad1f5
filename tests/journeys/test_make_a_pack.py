"""The whole pack for a meeting: asked for from the map, watched, stopped, done after a crash."""

import os
import re
import signal
import zipfile
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.journeys.own_service import own_service
from tests.test_beside import until, worker_of

HUE = "area=province:46@2026-01-01"
SLOW_MS = 240_000


@pytest.fixture(scope="module")
def place(settings, cluster, sampled):
    cluster.create_database("packing", template=sampled)
    return replace(settings, database="packing", workers=1)


@pytest.fixture(scope="module")
def packing(place, cluster):
    with own_service(place, cluster, "packing") as address:
        yield address


@pytest.fixture
def address(packing):
    return packing


def ask(page, *more):
    """Ask for a pack of every district in the formats that are ticked, and some more."""
    for name in more:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Tạo bộ tài liệu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bộ tài liệu 9 huyện")


def test_the_whole_pack_from_the_map_with_its_progress(page, address, tmp_path):
    page.goto(f"{address}/?{HUE}")
    page.get_by_role("button", name="Xuất", exact=True).click()
    page.get_by_role("link", name="Bộ tài liệu mọi huyện").click()
    expect(page.get_by_text("9 đơn vị")).to_be_visible()
    ask(page)
    expect(page.locator("#progress-words")).to_contain_text("27 tệp")
    link = page.get_by_role("link", name="Tải bộ tài liệu")
    expect(link).to_be_visible(timeout=SLOW_MS)
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename.startswith("bo-tai-lieu-9-huyen-quan-thi-xa-")
    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    endings = [path.suffix for path in tmp_path.rglob("ban-do-*")]
    assert {kind: endings.count(kind) for kind in set(endings)} == {
        ".pdf": 9, ".pptx": 9, ".xlsx": 9,
    }  # fmt: skip
    assert (tmp_path / "00-muc-luc.html").exists()


def test_a_pack_is_stopped(page, address):
    page.goto(f"{address}/packs?{HUE}")
    ask(page, "Word", "Trang web")
    page.get_by_role("button", name="Dừng tạo").click()
    expect(page.get_by_text("Đã dừng; không giữ lại tệp nào.")).to_be_visible()


def test_a_worker_that_dies_in_mid_pack_is_followed_by_one_that_goes_on(page, address, place):
    page.goto(f"{address}/packs?{HUE}")
    ask(page)
    begun = page.locator("#progress-words")
    expect(begun).not_to_have_text(re.compile(r"^[01] / "), timeout=SLOW_MS)
    killed = until(lambda: worker_of(place))
    os.kill(killed, signal.SIGKILL)
    expect(page.get_by_role("link", name="Tải bộ tài liệu")).to_be_visible(timeout=SLOW_MS)
    assert worker_of(place) != killed
