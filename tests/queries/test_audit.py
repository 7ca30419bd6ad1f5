"""The audit log is read newest first, narrowed by who, what and outcome."""

from geoapp.domain.traces import Trace
from geoapp.queries.audit import PAGE_SIZE, AuditFilter, read_audit
from geoapp.services.audit import note


def fill(session):
    note(session, Trace("hoa", "sign-in"))
    note(session, Trace("hoa", "administer", "/admin", "role"))
    note(session, Trace("", "use-token", "geoapp_abcd", "token"))


def seen(session, **wanted):
    page = read_audit(session, AuditFilter(**wanted), 1)
    return [(entry.who, entry.what) for entry in page.entries]


def test_the_newest_entry_comes_first(session):
    fill(session)
    assert seen(session) == [("", "use-token"), ("hoa", "administer"), ("hoa", "sign-in")]


def test_the_log_can_be_narrowed(session):
    fill(session)
    assert seen(session, who="hoa") == [("hoa", "administer"), ("hoa", "sign-in")]
    assert seen(session, what="sign-in") == [("hoa", "sign-in")]
    assert seen(session, refused=True) == [("", "use-token"), ("hoa", "administer")]
    assert seen(session, who="hoa", refused=True) == [("hoa", "administer")]


def test_the_log_comes_in_pages(session):
    for number in range(PAGE_SIZE + 1):
        note(session, Trace("hoa", "sign-in", str(number)))
    first, second = (read_audit(session, AuditFilter(), number) for number in (1, 2))
    assert (first.total, first.pages, len(first.entries)) == (PAGE_SIZE + 1, 2, PAGE_SIZE)
    assert [entry.thing for entry in second.entries] == ["0"]
    assert read_audit(session, AuditFilter(), 99).number == 2


def test_an_empty_log_is_one_page(session):
    page = read_audit(session, AuditFilter(), 1)
    assert (page.number, page.pages, page.entries) == (1, 1, [])
