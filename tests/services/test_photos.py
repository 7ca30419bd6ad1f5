"""Files of photos: kept by their hash, removed when no report ever had them."""

import os
import time
from io import BytesIO

from geoapp.services.photos import FRESH_S, keep_photo, photo_file, prune_photos
from tests.ingest.photos.pictures import picture


def test_the_same_photo_is_kept_once_and_both_sizes_are_there(tmp_path):
    first, again = (keep_photo(tmp_path, BytesIO(picture((400, 300)))) for _ in range(2))
    assert first == again
    assert photo_file(tmp_path, first.sha256).is_file()
    assert photo_file(tmp_path, first.sha256, small=True).is_file()
    assert not list(tmp_path.glob(".part-*"))


def test_what_no_report_ever_had_goes_when_it_is_old(session, tmp_path):
    photo = keep_photo(tmp_path, BytesIO(picture((400, 300))))
    path = photo_file(tmp_path, photo.sha256)
    prune_photos(session, tmp_path)
    assert path.is_file()
    old = time.time() - FRESH_S - 10
    for small in (True, False):
        os.utime(photo_file(tmp_path, photo.sha256, small=small), (old, old))
    prune_photos(session, tmp_path)
    assert not path.exists()
