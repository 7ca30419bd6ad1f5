"""The list of uploads and the page of one, through all acts that a person can do by forms."""

import pytest

from geoapp.domain.messages import catalog
from tests.services.uploading import feature, says
from tests.web.reading import Page

vi = catalog("vi").gettext
MARKUP = '<img src=x onerror="alert(1)"> {{ 7*7 }} {% raw'


def page(response):
    return Page(response.text)


def test_a_file_sent_by_the_form_leads_to_its_page(send, look):
    shown = look(send(feature("P-1", lead_agency=None)))
    assert shown.status_code == 200
    assert shown.mimetype == "text/html"
    assert vi("Look at the changes before they count") in page(shown).text


def test_programs_get_data_at_the_same_address(send, people):
    address = send(feature("P-2"))
    assert people.get(address).json["state"] == "ready"
    assert people.get("/uploads").json["uploads"][0]["state"] == "ready"


def test_the_list_says_who_sent_what(send, look):
    send(feature("P-3"), name="cau-moi.geojson", note="Báo cáo tháng 11")
    text = page(look("/uploads")).text
    assert "Báo cáo tháng 11" in text
    assert "cau-moi.geojson" in text


def test_a_form_without_a_file_says_so(press):
    answer = press("/uploads", note="Không có tệp")
    assert answer.status_code == 400
    assert vi("Choose a file first.") in page(answer).text


def test_only_planners_are_offered_the_form(look):
    assert 'id="send"' in look("/uploads").text
    assert 'id="send"' not in look("/uploads", name="binh").text


def test_a_second_person_approves_and_applies_by_forms_alone(send, press, look):
    address = send(feature("P-4"))
    assert press(f"{address}/submit", note="Xin duyệt").status_code == 303
    assert press(f"{address}/approve", name="binh").status_code == 303
    done = press(f"{address}/apply")
    assert done.status_code == 303
    assert done.headers["Location"] == address
    text = page(look(address)).text
    assert vi("The changes are on the map") in text
    assert "Xin duyệt" in text


def test_nobody_is_offered_to_approve_their_own(send, press, look):
    address = send(feature("P-5"))
    press(f"{address}/submit")
    assert f'action="{address}/approve"' not in look(address).text
    assert f'action="{address}/approve"' in look(address, name="binh").text


def test_who_may_approve_sees_how_many_wait(send, press, look):
    press(f"{send(feature('P-6'))}/submit")
    assert "chờ duyệt: " in look("/uploads", name="binh").text
    assert "chờ duyệt: " not in look("/uploads").text


def test_a_returned_file_shows_the_reason(send, press, look):
    address = send(feature("P-7"))
    press(f"{address}/submit")
    press(f"{address}/return", name="binh", note="Thiếu nguồn vốn")
    assert "Thiếu nguồn vốn" in page(look(address)).text


def test_returning_without_a_reason_stays_on_the_page(send, press):
    address = send(feature("P-8"))
    press(f"{address}/submit")
    answer = press(f"{address}/return", name="binh")
    assert answer.status_code == 400
    assert 'id="refused"' in answer.text


def test_an_act_on_what_was_seen_before_a_change_is_refused(send, press):
    address = send(feature("P-9"))
    press(f"{address}/submit", version="1")
    answer = press(f"{address}/submit", version="1")
    assert answer.status_code == 412
    assert vi("The upload has changed since you looked.") in page(answer).text


def test_a_file_that_cannot_be_used_says_why(send, look):
    shown = look(send(file=b"\x89PNG not a map"))
    assert vi("The file cannot be used") in page(shown).text
    assert vi("This stands in the way") in page(shown).text


def test_a_cancelled_file_offers_nothing(send, press, look):
    address = send(feature("P-10"))
    press(f"{address}/cancel")
    shown = look(address).text
    assert vi("Cancelled: nothing was changed") in page(look(address)).text
    assert 'class="acts"' not in shown


def test_a_page_keeps_its_language(send, press, look):
    address = send(feature("P-11"))
    shown = look(f"{address}?lang=en")
    assert "Look at the changes before they count" in page(shown).text
    sent = press(f"{address}/submit?lang=en")
    assert sent.headers["Location"] == f"{address}?lang=en"


@pytest.mark.parametrize("path", ["/uploads", None])
def test_text_from_people_and_files_is_text(send, look, path):
    crowd = says("TTH-001", **{MARKUP: MARKUP, "name": MARKUP})
    address = send(crowd, name="<b>tep</b>.geojson", note=MARKUP)
    shown = page(look(path or address))
    assert shown.inert
    assert "<img src=x" in shown.text
    assert "{{ 7*7 }}" in shown.text


def test_a_large_file_says_when_nobody_is_there_to_read_it(people, look):
    large = b'{"type": "FeatureCollection", "features": [' + b" " * 2_100_000 + b"]}"
    shown = look(people.post("/uploads?name=lon.geojson", data=large).headers["Location"])
    assert vi("The file has arrived") in page(shown).text
    assert "Hiện không có tiến trình xử lý nào đang chạy" in page(shown).text
    assert '<meta http-equiv="refresh"' in shown.text


def test_a_row_is_opened_by_its_number(send, look):
    address = send(says("TTH-001", name="Tên một"), says("TTH-002", name="Tên hai"))
    rows = look(f"{address}?row=2").text.split('class="row-list"')[1].split("</ol>")[0]
    assert "Tên hai" in rows
    assert "Tên một" not in rows
