"""The words of dates in three languages: templates, parts of day, seasons and case endings."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from babel import Locale

from builder.i18n import Language
from builder.model import hours
from builder.model.edtf import Precision

Case = Literal["plain", "from", "to"]
Table = Mapping[Language, Mapping[str, str]]

CENTURY, DECADE, YEAR, SEASON, MONTH, DAY = (Precision(number) for number in range(1, 7))

ENGLISH = {
    DAY: "{d} {m} {y}",
    MONTH: "{m} {y}",
    SEASON: "{s} {y}",
    YEAR: "{y}",
    DECADE: "the {y}s",
    CENTURY: "{y}–{z}",
}
# {d} day, {m} month in the case needed, {n} month as a label, {s} season, {y} and {z} years.
FORMS: Mapping[Language, Mapping[Case, Mapping[Precision, str]]] = {
    "en": {
        "plain": {**ENGLISH, CENTURY: "between {y} and {z}"},
        "from": ENGLISH,
        "to": ENGLISH,
    },
    "ru": {
        "plain": {
            DAY: "{d} {m} {y} года",
            MONTH: "{n} {y} года",
            SEASON: "{s} {y} года",
            YEAR: "{y} год",
            DECADE: "{y}-е годы",
            CENTURY: "между {y} и {z} годами",
        },
        "from": {
            DAY: "{d} {m} {y} года",
            MONTH: "{m} {y} года",
            SEASON: "{s} {y} года",
            YEAR: "{y} года",
            DECADE: "{y}-х годов",
            CENTURY: "{y}–{z} годов",
        },
        "to": {
            DAY: "{d} {m} {y} года",
            MONTH: "{n} {y} года",
            SEASON: "{s} {y} года",
            YEAR: "{y} год",
            DECADE: "{y}-е годы",
            CENTURY: "{y}–{z} годы",
        },
    },
    "kk": {
        "plain": {
            DAY: "{y} жылғы {d} {m}",
            MONTH: "{y} жылғы {m}",
            SEASON: "{y} жылғы {s}",
            YEAR: "{y} жыл",
            DECADE: "{y} жылдар",
            CENTURY: "{y} және {z} жылдар аралығы",
        },
        "from": {
            DAY: "{y} жылғы {d} {m}",
            MONTH: "{y} жылғы {m}",
            SEASON: "{y} жылғы {s}",
            YEAR: "{y} жылдан",
            DECADE: "{y} жылдардан",
            CENTURY: "{y}–{z} жылдардан",
        },
        "to": {
            DAY: "{y} жылғы {d} {m}",
            MONTH: "{y} жылғы {m}",
            SEASON: "{y} жылғы {s}",
            YEAR: "{y} жылға",
            DECADE: "{y} жылдарға",
            CENTURY: "{y}–{z} жылдарға",
        },
    },
}

SEASONS: Mapping[Language, Mapping[Case, tuple[str, str, str, str]]] = {
    "en": dict.fromkeys(("plain", "from", "to"), ("spring", "summer", "autumn", "winter")),
    "ru": {
        "plain": ("весна", "лето", "осень", "зима"),
        "from": ("весны", "лета", "осени", "зимы"),
        "to": ("весну", "лето", "осень", "зиму"),
    },
    "kk": {
        "plain": ("көктем", "жаз", "күз", "қыс"),
        "from": ("көктемнен", "жаздан", "күзден", "қыстан"),
        "to": ("көктемге", "жазға", "күзге", "қысқа"),
    },
}

# {x} the date. One approximate wording takes a form that fits only days and years.
QUALIFIED: Table = {
    "en": {
        "~": "around {x}",
        "~other": "around {x}",
        "?": "possibly {x}",
        "end~": "approximately",
        "end?": "possibly",
    },
    "ru": {
        "~": "около {x}",
        "~other": "примерно {x}",
        "?": "возможно, {x}",
        "end~": "примерно",
        "end?": "предположительно",
    },
    "kk": {
        "~": "{x} шамасында",
        "~other": "{x} шамасында",
        "?": "{x} болуы мүмкін",
        "end~": "шамамен",
        "end?": "болжам бойынша",
    },
}

UNKNOWN: Table = {
    "en": {
        "month": "month unknown",
        "day": "day unknown",
        "month and day": "month and day unknown",
    },
    "ru": {
        "month": "месяц неизвестен",
        "day": "день неизвестен",
        "month and day": "месяц и день неизвестны",
    },
    "kk": {
        "month": "айы белгісіз",
        "day": "күні белгісіз",
        "month and day": "айы мен күні белгісіз",
    },
}

# {t} a time; {dat} and {abl} its Kazakh endings.
CLOCKS: Table = {
    "en": {
        "at": "{t}",
        "about": "about {t}",
        "range": "{t}",
        "before": "before {t}",
        "until": "until {t}",
        "by": "by {t}",
        "after": "after {t}",
        "from": "from {t}",
        "between": "from {a}{t} to {b}{u}",
    },
    "ru": {
        "at": "{t}",
        "about": "около {t}",
        "about range": "примерно {t}",
        "range": "{t}",
        "before": "до {t}",
        "until": "до {t}",
        "by": "к {t}",
        "after": "после {t}",
        "from": "с {t}",
        "between": "{a}с {t} {b}до {u}",
    },
    "kk": {
        "at": "{t}",
        "about": "{t} шамасында",
        "range": "{t}",
        "before": "{t}-{dat} дейін",
        "until": "{t}-{dat} дейін",
        "by": "{t}-{dat} қарай",
        "after": "{t}-{abl} кейін",
        "from": "{t}-{abl} бастап",
        "between": "{a}{t}-{abl} {b}{u}-{dat} дейін",
    },
}

ROUGHLY: Mapping[Language, str] = {"en": "about ", "ru": "примерно ", "kk": "шамамен "}
"""Stands before a clock time, or its preposition, at either end of an interval."""

LEAD: Mapping[Language, str] = {"en": "", "ru": "", "kk": "сағат "}
"""Stands before a clock time that follows a date."""

# Each part of day by itself, after "from" and after "to".
PARTS: Mapping[Language, Mapping[str, tuple[str, str, str]]] = {
    "en": {part: (part, part, part) for part in (*hours.PARTS, "night")},
    "ru": {
        "early hours": ("в первые часы", "первых часов", "первых часов"),
        "morning": ("утром", "утра", "утра"),
        "midday": ("около полудня", "полудня", "полудня"),
        "daytime": ("днём", "дневных часов", "дневных часов"),
        "afternoon": ("во второй половине дня", "второй половины дня", "второй половины дня"),
        "evening": ("вечером", "вечера", "вечера"),
        "late evening": ("поздно вечером", "позднего вечера", "позднего вечера"),
        "night": ("ночью", "ночи", "ночи"),
    },
    "kk": {
        "early hours": (
            "түн ортасынан кейін",
            "түн ортасынан кейінгі уақыттан",
            "түн ортасынан кейінгі уақытқа",
        ),
        "morning": ("таңертең", "таңнан", "таңға"),
        "midday": ("түсте", "түстен", "түске"),
        "daytime": ("күндіз", "күндізгі уақыттан", "күндізгі уақытқа"),
        "afternoon": ("түстен кейін", "түстен кейінгі уақыттан", "түстен кейінгі уақытқа"),
        "evening": ("кешке", "кештен", "кешке"),
        "late evening": ("түнге қарай", "түн алдындағы кезден", "түн алдындағы кезге"),
        "night": ("түнде", "түннен", "түнге"),
    },
}

# {x} and {u} dates in the case needed; {p} a part of day; {t} and {u} times.
JOINED: Table = {
    "en": {
        "clock": "{x}, {t}",
        "part": "the {p} of {x}",
        "midday": "midday on {x}",
        "daytime": "during the day on {x}",
        "from": "from {x}",
        "to": "to {x}",
        "from at": "from {x}, {t}",
        "to at": "to {x}, {t}",
        "from about": "from {x}, about {t}",
        "to about": "to {x}, about {t}",
        "from part": "from the {p} of {x}",
        "to part": "to the {p} of {x}",
        "open end": "{x} on",
        "open start": "until {x}",
        "end unknown": "{x}, end not known",
        "start unknown": "until {x}, start not known",
        "dash": " – ",
        "years": "{y}–{z}",
        "months": "–",
        "night": "in the night of {x} to {u}",
        "heading": "{w}, {x}",
    },
    "ru": {
        "clock": "{x}, {t}",
        "part": "{p} {x}",
        "from": "с {x}",
        "to": "по {x}",
        "from at": "с {t} {x}",
        "to at": "до {t} {x}",
        "from about": "примерно с {t} {x}",
        "to about": "примерно до {t} {x}",
        "from part": "с {p} {x}",
        "to part": "до {p} {x}",
        "open end": "{x}",
        "open start": "{x}",
        "end unknown": "{x}, конец неизвестен",
        "start unknown": "{x}, начало неизвестно",
        "dash": " — ",
        "years": "{y}–{z} годы",
        "months": " — ",
        "night": "в ночь с {x} на {u}",
        "heading": "{w}, {x}",
    },
    "kk": {
        "clock": "{x}, {t}",
        "part": "{x} күні {p}",
        "from": "{x}",
        "to": "{x} дейін",
        "from at": "{x}, сағат {t}-{abl}",
        "to at": "{x}, сағат {t}-{dat} дейін",
        "from about": "{x}, сағат шамамен {t}-{abl}",
        "to about": "{x}, сағат шамамен {t}-{dat} дейін",
        "from part": "{x} күні {p}",
        "to part": "{x} күні {p} дейін",
        "open end": "{x} бастап",
        "open start": "{x}",
        "end unknown": "{x} бастап, аяқталуы белгісіз",
        "start unknown": "{x}, басталуы белгісіз",
        "dash": " – ",
        "years": "{y}–{z} жылдар",
        "months": "–",
        "night": "{x} {u} қараған түні",
        "heading": "{x}, {w}",
    },
}

REMARKS: Table = {
    "en": {
        "unknown": "zone not stated",
        "city": "{c} time",
        "capital": "time of the capital",
        "moved": "{t} {zone}",
        "converted": "converted from {zone}",
    },
    "ru": {
        "unknown": "часовой пояс не указан",
        "city": "по времени {c}",
        "city unbent": "часовой пояс: {c}",
        "capital": "по времени столицы",
        "moved": "{t} {zone}",
        "converted": "в источнике {zone}",
    },
    "kk": {
        "unknown": "уақыт белдеуі көрсетілмеген",
        "city": "{c} уақыты",
        "capital": "елорда уақыты",
        "moved": "{zone} бойынша {t}",
        "converted": "дереккөзде {zone}",
    },
}

# Dative and ablative of what is read last: no, one … nine, then ten … fifty.
ENDINGS = {
    **dict.fromkeys((0, 1, 2, 7, 8, 50), ("ге", "ден")),
    **dict.fromkeys((3, 4, 5), ("ке", "тен")),
    **dict.fromkeys((6, 9, 20, 30), ("ға", "дан")),
    10: ("ға", "нан"),
    40: ("қа", "тан"),
}
KAZAKH_MONTHS = (
    ("қаңтарға", "қаңтардан"),
    ("ақпанға", "ақпаннан"),
    ("наурызға", "наурыздан"),
    ("сәуірге", "сәуірден"),
    ("мамырға", "мамырдан"),
    ("маусымға", "маусымнан"),
    ("шілдеге", "шілдеден"),
    ("тамызға", "тамыздан"),
    ("қыркүйекке", "қыркүйектен"),
    ("қазанға", "қазаннан"),
    ("қарашаға", "қарашадан"),
    ("желтоқсанға", "желтоқсаннан"),
)


def endings(time: str) -> tuple[str, str]:
    """Give the Kazakh dative and ablative endings of a time, by its last spoken number."""
    last = int(time[-2:])
    return ENDINGS[last % 10 or last]


@cache
def month(number: int, language: Language, case: Case = "plain") -> str:
    """Name a month as it stands in a date: Russian genitive, Kazakh with the case's ending."""
    if language == "kk" and case != "plain":
        to, from_ = KAZAKH_MONTHS[number - 1]
        return from_ if case == "from" else to
    return _names(language, "months", "format", number)


@cache
def month_label(number: int, language: Language) -> str:
    """Name a month standing alone, in lower case where the language has it so."""
    name = _names(language, "months", "stand-alone", number)
    return name if language == "en" else name.lower()


@cache
def weekday(number: int, language: Language) -> str:
    """Name a day of the week, Monday being 0."""
    return _names(language, "days", "stand-alone", number)


def _names(language: Language, what: Literal["months", "days"], form: str, number: int) -> str:
    table = getattr(Locale(language), what)
    return str(table[form]["wide"][number])
