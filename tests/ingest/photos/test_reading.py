"""Photos are decoded apart, made smaller, and keep nothing of what they carried."""

from datetime import datetime

import pytest
from PIL import Image

from geoapp.domain.messages import say
from geoapp.ingest.photos.reading import read_photo
from geoapp.ingest.refusals import UploadRefused
from tests.ingest.photos.pictures import AT_CHAN_MAY, bomb, picture


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "given"
        path.write_bytes(content)
        return read_photo(path, tmp_path)

    return read


def test_time_and_place_are_read_and_the_picture_is_made_smaller(read):
    found = read(picture((2400, 1200)))
    assert (found.width, found.height) == (1600, 800)
    assert found.taken_at == datetime(2026, 11, 12, 14, 5, 9)  # noqa: DTZ001
    assert found.place == pytest.approx(AT_CHAN_MAY, abs=1e-5)


def test_nothing_else_is_kept(read):
    found = read(picture())
    for path in (found.large, found.small):
        assert b"Secret Camera" not in path.read_bytes()
        with Image.open(path) as image:
            assert (image.format, dict(image.getexif())) == ("JPEG", {})
    with Image.open(found.small) as image:
        assert max(image.size) == 320


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg(read, kind):
    with Image.open(read(picture((400, 300), kind=kind)).large) as image:
        assert (image.format, image.size) == ("JPEG", (400, 300))


def test_a_turned_picture_is_put_upright(read):
    found = read(picture((400, 300), x112=6))
    assert (found.width, found.height) == (300, 400)


def test_what_is_transparent_becomes_white(read):
    found = read(picture((40, 30), kind="PNG", mode="RGBA"))
    assert found.width == 40


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a" + b"\0" * 50, "photo_kind"),
        (b"%PDF-1.7 not a picture", "photo_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_kind"),
        (picture()[:3000], "photo_damaged"),
        (bomb(30_000), "photo_pixels"),
        (b"", "photo_kind"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(read, content, code):
    with pytest.raises(UploadRefused) as refused:
        read(content)
    assert refused.value.code == code
    assert "nh" in say(refused.value.detail, "vi")
