"""What a data format writes, our own upload reads back and finds unchanged."""

import pytest

from geoapp.exports.formats import FORMATS
from geoapp.exports.options import ExportOptions
from tests.conftest import TODAY
from tests.services.uploading import Desk


@pytest.fixture
def desk(sample, tmp_path_factory):
    return Desk(sample.app_engine, tmp_path_factory.mktemp("uploads"), TODAY)


@pytest.mark.parametrize("name", ["geojson", "gpkg", "kml", "csv"])
def test_nothing_is_changed_by_what_we_wrote_ourselves(desk, gathered, name):
    written = FORMATS[name].write(gathered(), ExportOptions())
    upload = desk.upload(desk.receive_file(written))
    assert (upload.problem, upload.state) == (None, "ready")
    counted = upload.summary
    assert (counted["unchanged"], counted["changed"], counted["added"]) == (127, 0, 0)
    assert counted["errors"] == {}
