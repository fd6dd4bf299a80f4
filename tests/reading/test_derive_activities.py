from tests.reading.sheets import cells, log_of, moments, sheet, texts


def opened(columns, source="activities.csv", **asked):
    return log_of(sheet(columns, source), **asked)


KINDS = ["Call", "Meeting", "Meeting", "Task", "Email"]


def hubspot(**columns):
    named = {header.replace("_", " "): values for header, values in columns.items()}
    return opened({"Activity ID": list("abcde"), "Activity Type": KINDS, "Activity Date": ["2026-03-04"] * 5, **named})


def test_that_each_kind_gets_the_outcome_of_its_own_column():
    log = hubspot(
        Call_Outcome=["Connected", "Busy", None, None, None], Meeting_Outcome=[None, "Completed", "No Show", None, None]
    )
    assert cells(log, "activities", "outcome") == ["connected", "held", "no_show", None, None]
    assert not {"call_outcome", "meeting_outcome"} & set(log.tables["activities"])


def test_that_a_task_status_is_that_of_tasks_only():
    log = hubspot(Task_Status=["Completed", None, None, "Not Started", "Completed"])
    assert cells(log, "activities", "status") == [None, None, None, "planned", None]


def test_that_a_meeting_that_is_only_scheduled_is_planned():
    log = hubspot(Meeting_Outcome=[None, "Scheduled", "Cancelled", None, None])
    assert cells(log, "activities", "outcome") == [None, "scheduled", "cancelled", None, None]
    assert cells(log, "activities", "status") == [None, "planned", "cancelled", None, None]


def test_that_true_and_false_are_done_and_planned():
    log = opened({"ActivityID": ["1", "2"], "ActivityType": ["Call", "Demo"], "Completed": ["True", "False"]})
    assert cells(log, "activities", "status") == ["done", "planned"]
    assert cells(log, "activities", "type") == ["call", "meeting"]


def test_that_a_call_log_needs_no_column_for_the_kind():
    columns = {
        "Call Id": ["1", "2"],
        "Agent": ["Ann", "Bo"],
        "Date": ["2026-03-04", "2026-03-05"],
        "Answered (Y/N)": ["Y", "N"],
    }
    log = opened(columns, "export.csv")
    assert cells(log, "activities", "type") == ["call", "call"]
    assert cells(log, "activities", "outcome") == ["connected", "no_answer"]
    assert "Every row counts as a call" in texts(log)


def test_that_the_kind_of_a_task_stands_in_one_column_or_in_the_other():
    columns = {"Task ID": ["1", "2", "3"], "Owner": ["Ann"] * 3, "Date": ["2026-03-04"] * 3,
               "Type": ["Meeting", None, None], "Task Subtype": ["Task", "Call", None]}  # fmt: skip
    assert cells(opened(columns), "activities", "type") == ["meeting", "call", None]
    del columns["Type"]
    assert cells(opened(columns), "activities", "type") == ["task", "call", None]


def test_that_date_and_time_of_two_columns_are_put_together():
    columns = {
        "Call Id": ["1", "2", "3"], "Agent": ["Ann"] * 3, "Date": ["2026-07-01", "2026-07-02", None],
        "Time": ["09:12:58", None, "10:00:00"],
    }  # fmt: skip
    log = opened(columns, "calls.csv", zone="Europe/Berlin")
    assert moments(log.tables["activities"]["happened_at"]) == ["2026-07-01 07:12:58", "2026-07-02 00:00:00", None]
    assert log.is_date_only("activities", "happened_at").tolist() == [False, True, False]


def test_that_a_call_is_with_whoever_called_or_was_called():
    calls = {"Record ID": ["1", "2", "3"], "Activity date": ["2026-03-04"] * 3, "Call outcome": ["Connected"] * 3,
             "Activity assigned to": ["Ann"] * 3, "Call direction": ["Outbound", "Inbound", None],
             "From number": ["+1", "+7", "+1"], "To number": ["+8", "+1", "+9"]}  # fmt: skip
    log = opened(calls)
    assert cells(log, "activities", "person_id") == ["+8", "+7", "+9"]
    assert cells(log, "activities", "number") == ["+8", "+1", "+9"]
    log = opened({**calls, "Contact": [None, "joe@acme.example", None]})
    assert cells(log, "activities", "person_id") == ["+8", "joe@acme.example", "+9"]
