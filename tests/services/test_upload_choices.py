"""What uploads are read with: the zones in which the provinces' own maps are made."""

from geoapp.services.upload_choices import places_of, usual_systems


def test_the_zones_of_our_provinces_are_usual(sample_session):
    assert set(usual_systems(sample_session)) == {9209, 9214}


def test_columns_that_say_where_rows_lie_are_told_from_others():
    columns = {"a": {"field": "x"}, "b": {"field": "name"}, "c": None}
    assert places_of(columns) == {("a", "x")}
