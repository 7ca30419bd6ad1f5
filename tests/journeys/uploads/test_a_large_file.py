"""A file too large to be read at once is left to a worker, and the page follows it."""

import json

from playwright.sync_api import expect

ROWS = 7_000


def large_file(folder):
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"LON-{n:04}", "name": f"Công trình lớn số {n} " + "…" * 30,
                           "sector": "transport", "kind": "road"},
            "geometry": {"type": "Point", "coordinates": [107.3 + n % 100 / 200, 16.2 + n / 60000]},
        }
        for n in range(ROWS)
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    path = folder / "lon.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return path


def test_the_work_goes_on_after_a_reload(planner, tmp_path):
    file = large_file(tmp_path)
    assert file.stat().st_size > 2_000_000
    planner.send(file)
    planner.page.reload()
    planner.expect_heading("Look at the changes before they count")
    expect(planner.page.locator("#rows")).to_contain_text("7.000")
    expect(planner.page.locator("#map-count")).to_contain_text("2.000")
    planner.page.locator("#rows .pager a").last.click()
    expect(planner.page.locator("#rows")).to_contain_text("26–50")
