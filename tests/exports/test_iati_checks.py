"""The checks of an IATI file: each finds what is wrong, by the published schema, the published rules and the words of the standard."""

import json
from datetime import date

import pytest
from lxml import etree

from exports.iati import checks
from exports.iati.checks import faults
from exports.iati.documents import address, media_type
from exports.iati.elements import shares

AS_OF = date(2019, 7, 31)
SOUND = """\
<iati-activities version="2.03">
  <iati-activity xml:lang="en">
    <iati-identifier>XM-DAC-1-a</iati-identifier>
    <reporting-org ref="XM-DAC-1" type="22"><narrative>Us</narrative></reporting-org>
    <title><narrative>A</narrative></title>
    <description><narrative>About A</narrative></description>
    <participating-org role="2"><narrative>Us</narrative></participating-org>
    <activity-status code="4"/>
    <activity-date type="2" iso-date="2019-01-01"/>
    <activity-date type="4" iso-date="2019-06-30"/>
    <recipient-country code="CA" percentage="40.00"/>
    <recipient-country code="ES" percentage="60.00"/>
    <sector vocabulary="99" code="food" percentage="100"><narrative>Food</narrative></sector>
    <result type="1">
      <title><narrative>R</narrative></title>
      <indicator measure="1">
        <title><narrative>I</narrative></title>
        <reference vocabulary="99" code="i"/>
        <period><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/><target value="2"/><actual value="1"/></period>
      </indicator>
    </result>
  </iati-activity>
</iati-activities>
"""


def test_what_is_sound_passes():
    assert faults(etree.fromstring(SOUND), AS_OF) == []


def test_whatever_the_schema_names_stands_beside_it():
    named = [path.get("schemaLocation") for name in ("iati-activities-schema.xsd", "iati-common.xsd") for path in etree.parse(checks.FOLDER / name).iter("{*}include", "{*}import")]
    assert set(named) == {"iati-common.xsd", "xml.xsd"}
    assert all((checks.FOLDER / name).is_file() for name in named)


@pytest.mark.parametrize(
    ("was", "is_now", "found"),
    [
        # The schema.
        ('<activity-status code="4"/>', "", "line 9: Element 'activity-date': This element is not expected. Expected is one of ( participating-org, other-identifier, activity-status )."),
        ('iso-date="2019-01-01"/>\n', 'iso-date="January"/>\n', "'January' is not a valid value of the atomic type 'xs:date'"),
        ('<reporting-org ref="XM-DAC-1" type="22">', '<reporting-org ref="XM-DAC-1">', "The attribute 'type' is required but missing"),
        # The ruleset.
        ('<activity-date type="2" iso-date="2019-01-01"/>', '<activity-date type="3" iso-date="2019-01-01"/>', "XM-DAC-1-a, iati-activity: atleast_one"),
        ('type="4" iso-date="2019-06-30"', 'type="4" iso-date="2019-08-01"', "XM-DAC-1-a, iati-activity: date_order"),
        ('type="2" iso-date="2019-01-01"', 'type="2" iso-date="2019-07-01"', "XM-DAC-1-a, iati-activity: date_order"),
        ('percentage="60.00"', 'percentage="59.99"', "XM-DAC-1-a, iati-activity: sum"),
        ("XM-DAC-1-a", "XM-DAC-1-a/b", "XM-DAC-1-a/b, iati-activity: regex_matches"),
        ('<participating-org role="2"><narrative>Us</narrative></participating-org>', '<participating-org role="2"/>', "XM-DAC-1-a, participating-org: atleast_one"),
        ('<period-end iso-date="2019-12-31"/>', '<period-end iso-date="2018-12-31"/>', "XM-DAC-1-a, period: date_order"),
        ('<actual value="1"/>', "<actual/>", "XM-DAC-1-a, actual: atleast_one"),
        ("<title><narrative>R</narrative></title>", '<title><narrative>R</narrative></title><reference vocabulary="99" code="r"/>', "XM-DAC-1-a, indicator: no_more_than_one"),
        # The words of the standard.
        ("XM-DAC-1-a", "ZZ-1-a", "ZZ-1-a: does not begin with XM-DAC-1-"),
        ('code="food" percentage="100"', 'code="food" percentage="50"', "XM-DAC-1-a: the sectors of vocabulary 99 are not 100 percent"),
        ("<narrative>About A</narrative>", "<narrative> </narrative>", "XM-DAC-1-a: a narrative without words"),
        ('<recipient-country code="CA" percentage="40.00"/>\n    <recipient-country code="ES" percentage="60.00"/>', "", "XM-DAC-1-a: names no country"),
    ],
)
def test_what_is_wrong_is_found(was, is_now, found):
    assert was in SOUND
    said = faults(etree.fromstring(SOUND.replace(was, is_now)), AS_OF)
    assert [one for one in said if found in one], said


def test_every_kind_of_rule_that_is_published_is_kept():
    named = {name for rules in json.loads(checks.RULES.read_text()).values() for name in rules}
    assert named == set(checks.KEPT)


def test_an_identifier_is_used_once():
    activity = SOUND[SOUND.index("  <iati-activity ") : SOUND.index("</iati-activities>")]
    assert faults(etree.fromstring(SOUND.replace("</iati-activities>", f"{activity}</iati-activities>")), AS_OF) == ["XM-DAC-1-a: two activities have this identifier"]


@pytest.mark.parametrize(
    ("weights", "percentages"),
    [([1], ["100.00"]), ([1, 1, 1], ["33.34", "33.33", "33.33"]), ([0.5, 0.25, 0.25], ["50.00", "25.00", "25.00"]), ([2, 1], ["66.67", "33.33"])],
)
def test_shares_add_up(weights, percentages):
    assert shares(weights) == percentages


@pytest.mark.parametrize("count", range(1, 60))
def test_shares_of_any_number_add_up(count):
    assert sum(round(float(share) * 100) for share in shares([1] * count)) == 10_000


@pytest.mark.parametrize(
    ("url", "written", "kind"),
    [
        ("https://example.org/a b", "https://example.org/a%20b", "text/html"),
        ("https://example.org/rapport.PDF?page=2#fin", "https://example.org/rapport.PDF?page=2#fin", "application/pdf"),
        ("https://한국.example/보고서.docx", "https://%ED%95%9C%EA%B5%AD.example/%EB%B3%B4%EA%B3%A0%EC%84%9C.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("https://example.org/100%/x", "https://example.org/100%25/x", "text/html"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9", "text/html"),
        ("http://[::1", "http://%5B::1", "text/html"),
    ],
)
def test_addresses_and_what_they_lead_to(url, written, kind):
    assert (address(url), media_type(url)) == (written, kind)
