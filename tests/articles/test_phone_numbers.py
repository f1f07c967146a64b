"""Which figures look like numbers to call, and which do not."""

from __future__ import annotations

import pytest

from articles.phone_numbers import phone_number_findings
from articles.prose import passages


def told(text: str) -> list[str]:
    return [finding.message.split("”")[0].lstrip("“") for finding in phone_number_findings(passages(text))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call 911.", "911"),
        ("Call 999 or go in.", "999"),
        ("The line is 988.", "988"),
        ("In Europe, 112 is free.", "112"),
        ("In Australia it is 000.", "000"),
        ("Call 116 123 at night.", "116 123"),
        ("Lifeline is 13 11 14.", "13 11 14"),
        ("Ring 0800 0147 800 now.", "0800 0147 800"),
        ("Ring 0800 123.", "0800 123"),
        ("1-800-944-4773 is open.", "1-800-944-4773"),
        ("1-833-TLC-MAMA is open.", "1-833-TLC"),
        ("Ask at 1800 RESPECT.", "1800 RESPECT"),
        ("Write to (604) 255-7999.", "(604) 255-7999"),
        ("Write to +44 20 7386 0868.", "+44 20 7386 0868"),
        ("The number is 555.255.7999.", "555.255.7999"),
        ("Text HOME to 741741.", "741741"),
        ("Text 1737.", "1737"),
        ("Call the line on 14416.", "14416"),
        ("Dial nine-one-one.", "nine-one-one"),
        ("In a table: 18005551234", "18005551234"),
        ("[Call us](tel:911)", "tel:911"),
        ("[Text us](sms:988)", "sms:988"),
        ("::: words-to-say\nPlease call 911.\n:::", "911"),
        ("> Please call 911.", "911"),
        ("Help (911) is there.", "911"),
    ],
)
def test_a_number_to_call_is_told_once(text: str, number: str) -> None:
    assert told(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "About 4 in 10 mothers felt so.",
        "In 1980, 193 mothers were asked.",
        "A study of 112 mothers, and one of 999 births.",
        "Between 1980 and 2020.",
        "From 1980–2020, or 2018-19.",
        "In 2018 120 mothers took part.",
        "United States, 2007. 120 mothers took part.",
        "A fever of 100.4 °F (38 °C).",
        "Call at 100.4 °F or more.",
        "Call if it is above 101 °F.",
        "Call within 100 days of the birth.",
        "Call us in 2026.",
        "Take 500 mg, or 1000–1500 ml a day.",
        "See https://doi.org/10.1192/bjp.136.4.347 for it.",
        "doi 10.1001/archpsyc.1980.01780230039004",
        "On 2026-11-23, on 23.11.2026 and on 11/23/2026.",
        "It cost 1,200,000 in 24 hours.",
        "At 3 a.m., 10:30 or 11:45.",
        "PMID 12345678 and CG192.",
        "A share of 0.00123 in all.",
        "Trials with 1,645 mothers and 2,567 babies.",
        "Ten to 12 weeks, 6–8 hours, 24/7.",
        "[The source](https://example.org/18005551234)",
    ],
)
def test_years_figures_heat_doses_dates_and_sources_are_no_numbers_to_call(text: str) -> None:
    assert told(text) == []
