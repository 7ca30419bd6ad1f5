"""What a right forbids is refused in words, and administrators read of it."""

from playwright.sync_api import expect


def test_a_planner_at_the_administrators_desk_leaves_a_trace(desk, another_desk, newcomer, witness):
    name = newcomer("planner")
    witness.expect(403)
    desk.sign_in(name)
    desk.open("/admin/people")
    desk.expect_said("The account’s roles do not allow this.")

    another_desk.sign_in("admin")
    another_desk.open(f"/admin/audit?who={name}&refused=1")
    row = another_desk.main.get_by_role("row").nth(1)
    expect(row).to_contain_text("/admin/people")
    another_desk.expect_said("The account’s roles do not allow this.")
