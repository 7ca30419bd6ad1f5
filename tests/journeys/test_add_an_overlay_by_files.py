"""A flood zone is two files in a folder: one says how it looks, one holds the data."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import free_port
from tests.journeys.own_service import own_service

EXAMPLE = Path(__file__).parent.parent / "data" / "layers"
IN_SIGHT = "#12.5/16.52/107.62"


@pytest.fixture(scope="module")
def layers(settings, tmp_path_factory) -> Path:
    """An office's own copy of the layer files and their data, and the two new files."""
    office = tmp_path_factory.mktemp("office")
    shutil.copytree(settings.layers_dir, office / "layers")
    shutil.copytree(settings.layers_dir.parent / "data" / "geo", office / "data" / "geo")
    for name in ("flood-2020.toml", "flood-2020.geojson"):
        shutil.copy(EXAMPLE / name, office / "layers")
    return office / "layers"


@pytest.fixture(scope="module")
def office(settings, cluster, sampled, layers) -> Iterator[str]:
    """The address of a service that reads this folder."""
    cluster.create_database("overlays", template=sampled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOAPP_LAYERS_DIR", str(layers))
        with own_service(settings, cluster, "overlays") as address:
            yield address


@pytest.fixture
def address(office: str) -> str:
    return office


def test_the_zone_is_turned_on_explained_and_turned_off(map_page):
    page = map_page.page
    map_page.open(IN_SIGHT)
    zones = page.locator(".leaflet-geoapp-overlays-pane path")
    expect(zones).to_have_count(0)
    page.get_by_role("button", name="Lớp bản đồ").click()
    page.get_by_role("checkbox", name="Vùng ngập tháng 10/2020").check()
    expect(zones).to_have_count(3)
    expect(map_page.legend).to_contain_text("Từ 1 m")
    page.keyboard.press("Escape")
    zones.nth(1).click()
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text("Vùng ngập tháng 10/2020")
    expect(popup).to_contain_text("Ví dụ B")
    expect(popup).to_contain_text("0,4 m")
    page.get_by_role("button", name="Lớp bản đồ").click()
    page.get_by_role("checkbox", name="Vùng ngập tháng 10/2020").uncheck()
    expect(zones).to_have_count(0)
    expect(map_page.legend).not_to_contain_text("Từ 1 m")


def test_the_projects_stay_whole_beside_it(map_page):
    map_page.open()
    map_page.expect_on_map(120)
    map_page.expect_total(127)


def test_a_mistake_in_a_file_is_named_at_start_with_its_line(layers, tmp_path):
    office = shutil.copytree(layers.parent, tmp_path / "office")
    zone = office / "layers" / "flood-2020.toml"
    lines = zone.read_text(encoding="utf-8").splitlines()
    wrong = next(n for n, line in enumerate(lines) if line.startswith("fill"))
    lines[wrong] = 'fill = "red"'
    zone.write_text("\n".join(lines), encoding="utf-8")
    start = subprocess.run(
        [sys.executable, "-m", "geoapp.cli", "serve", "--port", str(free_port())],
        env=os.environ | {"GEOAPP_LAYERS_DIR": str(zone.parent), "GEOAPP_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert start.returncode == 1
    assert f"flood-2020.toml:{wrong + 1}: themes[0].classes[0].fill" in start.stderr
    assert '"red"' in start.stderr
