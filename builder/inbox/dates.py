"""The odd dates of feeds: read where they say one thing only, kept as they are otherwise."""

import re
from datetime import date, datetime, timedelta

from dateutil.parser import parser, parserinfo

EARLIEST = date(1990, 1, 1)
"""Before it nothing was published in a feed."""
LONGEST = 100

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?(?: ?([A-Za-z]+|[+-]\d\d:?\d\d))?)?",
    re.ASCII,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)", re.ASCII)
_ZONE = re.compile(r"\d(?: ?[AaPp]\.?[Mm]\.?)?\s*([A-Za-z]+|[+-]\d\d:?\d\d)(?:\s*\([A-Za-z]+\))?\Z")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_UTC = frozenset(("z", "utc", "gmt", "ut"))
_FIRST, _SECOND = datetime(2000, 1, 1), datetime(2004, 2, 2)
"""What a date leaves unsaid is taken from either; then the two readings differ."""


_FILLING = frozenset(("г", "год", "года", "жыл", "жылы", "жылғы", "ж", "в"))
_DAYS = (
    "пн понедельник дүйсенбі дс",
    "вт вторник сейсенбі сс",
    "ср среда сәрсенбі",
    "чт четверг бейсенбі бс",
    "пт пятница жұма жм",
    "сб суббота сенбі",
    "вс воскресенье жексенбі жс",
)
_MONTHS = (
    "янв январь января қаңтар қаң",
    "фев февраль февраля ақпан ақп",
    "мар март марта наурыз нау",
    "апр апрель апреля сәуір сәу",
    "май мая мамыр мам",
    "июн июнь июня маусым мау",
    "июл июль июля шілде шіл",
    "авг август августа тамыз там",
    "сен сентябрь сентября қыркүйек қыр",
    "окт октябрь октября қазан қаз",
    "ноя ноябрь ноября қараша қар",
    "дек декабрь декабря желтоқсан жел",
)


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {name: number for number, line in enumerate(names, first) for name in line.split()}


_DAY, _MONTH = _numbered(_DAYS, 0), _numbered(_MONTHS, 1)


class _Words(parserinfo):
    """The names of days and months in Russian and Kazakh, beside the English ones."""

    def jump(self, name: str) -> bool:
        return name.lower() in _FILLING or super().jump(name)

    def weekday(self, name: str) -> int | None:
        return _DAY.get(name.lower(), super().weekday(name))

    def month(self, name: str) -> int | None:
        return _MONTH.get(name.lower(), super().month(name))


_INFO = _Words()
_PARSER = parser(_INFO)


def published(raw: str, today: date) -> str:
    """The date in the archive's form, with its clock where the zone is stated; "" if in doubt.

    In doubt is what could be two days, leaves out the year or a part, contradicts its weekday,
    lies after `today` or before there were feeds.
    """
    text = raw.strip()
    if not text or len(text) > LONGEST:
        return ""
    try:
        found, zone, clock = _iso(text) if _ISO.fullmatch(text) else _worded(text)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError):
        return ""  # dateutil raises all of these for strange strings
    if found is None or not EARLIEST <= found.date() <= today + timedelta(days=1):
        return ""
    offset = _offset(zone) if clock else None
    if offset is None:
        return f"{found:%Y-%m-%d}"
    return f"{found:%Y-%m-%d %H:%M} UTC" if offset == "UTC" else f"{found:%Y-%m-%dT%H:%M}{offset}"


def _iso(text: str) -> tuple[datetime | None, str, bool]:
    found = _ISO.fullmatch(text)
    assert found is not None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups()[:5])
    return datetime(year, month, day, hour, minute), found[6] or "", found[4] is not None


def _worded(text: str) -> tuple[datetime | None, str, bool]:
    """What dateutil reads, so long as it reads the same with every assumption turned round."""
    if len(_YEAR.findall(text)) != 1:
        return None, "", False
    readings = {
        _PARSER.parse(text, default=default, dayfirst=dayfirst, ignoretz=True)
        for default, dayfirst in ((_FIRST, False), (_SECOND, True))
    }
    clock = _TIME.search(text) is not None
    days = {reading.date() for reading in readings}
    if len(days) != 1 or (clock and len(readings) != 1):
        return None, "", False
    found = readings.pop()
    if any(_INFO.weekday(word) not in (None, found.weekday()) for word in _WORD.findall(text)):
        return None, "", False
    zone = _ZONE.search(text)
    return found, zone[1] if zone else "", clock


def _offset(zone: str) -> str | None:
    """`UTC`, `+06:00`, or None for a zone that is not stated or could be several."""
    if zone.lower() in _UTC:
        return "UTC"
    found = _OFFSET.fullmatch(zone)
    if found is None or int(found[2]) > 14 or int(found[3]) > 59 or found[0] == "-0000":
        return None
    return "UTC" if found[2] + found[3] == "0000" else f"{found[1]}{found[2]}:{found[3]}"
