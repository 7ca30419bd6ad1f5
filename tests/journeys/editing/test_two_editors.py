"""Two planners at one project lose nothing; another agency's planner is refused in words."""

from playwright.sync_api import expect

from tests.journeys.editing.form import EditForm


def test_two_planners_in_conflict(desk, another_desk, form, witness):
    witness.expect(412)
    hers = EditForm(another_desk)
    desk.sign_in("an")
    another_desk.sign_in("binh")
    form.open("TTH-061")
    hers.open("TTH-061")
    hers.field("name").fill("Tên của Bình")
    hers.save("Bình đặt lại tên")
    hers.saved("TTH-061")

    form.field("area_ha").fill("12,5")
    form.save("An đo lại diện tích")
    conflict = form.page.locator("#conflict")
    for words in ("Phòng Hạ tầng", "Bình đặt lại tên", "Tên của Bình"):
        expect(conflict).to_contain_text(words)
    expect(form.field("area_ha")).to_have_value("12,5")
    expect(form.field("name")).to_have_value("Tên của Bình")
    expect(form.field("reason")).to_have_value("An đo lại diện tích")
    form.page.locator("#save").click()
    form.saved("TTH-061")
    expect(form.page.get_by_role("heading", level=1)).to_have_text("Tên của Bình")
    expect(form.page.locator("#history")).to_contain_text("12,5 ha")


def test_undo_is_refused_where_another_changed_it_since(desk, another_desk, form, witness):
    witness.expect(409)
    hers = EditForm(another_desk)
    desk.sign_in("an")
    another_desk.sign_in("binh")
    form.open("TTH-062")
    form.field("name").fill("Tên của An")
    form.save("An đặt tên")
    form.saved("TTH-062")
    hers.open("TTH-062")
    hers.field("name").fill("Tên của Bình")
    hers.save("Bình đặt tên")
    hers.saved("TTH-062")

    page = form.page
    page.reload()
    step = page.locator("#history .step").nth(1)
    step.locator("summary").click()
    step.locator("input[name=reason]").fill("Nhầm")
    step.locator("button").click()
    refusal = page.locator(".refusal")
    for words in ("TTH-062", "binh"):
        expect(refusal).to_contain_text(words)


def test_another_agencys_planner_sees_no_button_and_is_refused(desk, witness):
    witness.expect(403)
    desk.sign_in("ngoai")
    desk.open("/projects/TTH-063")
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    expect(desk.page.locator("#edit-project")).to_have_count(0)
    desk.open("/projects/TTH-063/edit")
    desk.expect_said("The project’s lead agency is not among the account’s agencies.")
