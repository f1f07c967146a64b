"""A support directory that keeps every rule, for tests to break."""

from __future__ import annotations

__all__ = ["GOOD", "broken"]

# The smallest file that keeps every rule. Its line numbers stand in test_rules.py.
GOOD = """\
links_only = ["SE"]
number_exception = []

[[contact]]
id = "us-911"
name = "Emergency services"
country = "US"
kind = "emergency"
phones = [{ number = "911", label = "" }]
texts = []
url = ""
hours = "Day and night"
time_zone = ""
answers_at_night = "yes"
languages = ["English"]
audience = "Anyone in danger"
cost = ""
what_it_is = "Sends help."
what_it_is_not = ""
checked_on = "2026-11-22"
checked_by = ""
checked_against = "http://example.org/old"
publish = "yes"

[[contact]]
id = "us-line"
name = "A line"
country = "US"
kind = "helpline"
phones = [{ number = "1-800-944-4773", label = "" }]
texts = [{ number = "741741", body = "HOME", by = "sms", label = "" }]
url = "https://example.org/"
hours = "Monday to Friday, 9 to 5"
time_zone = "America/New_York"
opening = ["Mo-Fr 09:00-17:00"]
answers_at_night = "no"
languages = ["English"]
audience = "Anyone"
cost = "Free"
what_it_is = "Somebody listens."
what_it_is_not = "Not a crisis line."
topics = ["psi"]
checked_on = "2026-08-25"
checked_by = "Ada"
checked_against = "https://www.example.org/line"
publish = "yes"

[[contact]]
id = "se-line"
name = "A line in Sweden"
country = "SE"
kind = "crisis"
phones = [{ number = "90101", label = "" }]
texts = []
url = "https://example.org/se"
hours = ""
time_zone = ""
answers_at_night = "unknown"
languages = ["Swedish"]
audience = "Anyone"
cost = ""
what_it_is = "Somebody listens."
what_it_is_not = ""
checked_on = ""
checked_by = ""
checked_against = ""
publish = "recheck_first"
"""


def broken(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, f"{old!r} must stand once in the good file"
    return GOOD.replace(old, new)
