"""Numbers that stand in a text without a claim behind them."""

import re

from builder.model.prose import PLACEHOLDER, Prose, unquoted, voice

# Every pattern is bounded, so that reading a text stays linear in its length.
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])"
_HOUR = r"(?:[01]?[0-9]|2[0-4])"
_CLOCK = rf"{_HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![.:]?[0-9])"
_DOTTED_CLOCK = rf"{_HOUR}\.[0-5][0-9](?![.:]?[0-9])"
_YEAR = r"(?:1[89]|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_DASH = r"\s?[-–—/]\s?"
_PROVISION = r"(?>[0-9]{1,4}(?:[-–./][0-9]{1,4}){0,3}(?:\([0-9a-zа-я]{1,3}\)){0,3})"
_NUMBERED = r"[0-9]{1,6}(?:[-–./][0-9A-ZА-Яa-zа-я]{1,8}){0,4}"
_HOUSE = r"[0-9]{1,4}(?:[/-][0-9]{1,4})?[A-Za-zА-Яа-яӘІ]?(?![0-9\w])"
_LETTER = r"[^\W\d_]"
_PROPER = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]{0,30}"
_NAME = rf"(?:{_PROPER}|{_LETTER}{{1,4}}\.?)"


def _list_of(item: str, *joiners: str) -> str:
    # Atomic: a hyphen may join items or stand inside one, and trying both ways again and again
    # takes exponential time.
    joint = "|".join((_DASH, r",\s?", *(rf"\s{joiner}\s" for joiner in joiners)))
    return rf"(?>{item}(?:(?>{joint}){item}){{0,7}})"


# What may stand in any language: ISO dates, clock times, zones, coordinates, numbered names.
_EVERYWHERE = (
    r"[0-9]{4}-[01][0-9]-[0-3][0-9](?![0-9])",
    _list_of(_CLOCK),
    r"(?:UTC|GMT)\s?[+−-]\s?[0-9]{1,2}(?::[0-9]{2})?(?![0-9])",
    r"[+−][01][0-9]:[0-5][0-9](?![0-9])",
    r"-?[0-9]{1,3}\.[0-9]{3,8}°?\s?[NS]?,\s-?[0-9]{1,3}\.[0-9]{3,8}(?:°|(?![0-9]))",
    r"(?:№|N[oо]s?\.?|nos?\.)\s?" + _list_of(_NUMBERED, "and", "и", "және"),
    r"(?<=[^\W\d_])[0-9]{1,6}(?![0-9])",
    rf"{_PROPER}-[0-9]{{1,5}}(?![0-9])",
    r"[2-5]G(?!\w)",
    r"(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:kz|com|org|net|media|info|ru|kg|ua)(?!\w)",
    r"(?:Khabar|Хабар|Kazakhstan|France|CNN)\s24(?!\w)",
)

_EN_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_RU_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йяеию](?!\w)|июн|июл|август|сентябр|октябр|ноябр|декабр)\w{0,3}"
)
_KK_MONTH = (
    r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\w{0,8}"
)
_EN_DAYS = _list_of(rf"(?<![0-9]){_DAY}(?:st|nd|rd|th)?", "and", "to", "or", "until")
_RU_DAYS = _list_of(rf"(?<![0-9]){_DAY}(?:-г?[оеюм]{{1,2}})?", "и", "или", "по", "до", "на")
_KK_DAYS = _list_of(rf"(?<![0-9]){_DAY}", "және", "мен", "бен", "пен", "немесе")
_EN_COUNTED = (
    r"(?!\s(?:\w{1,20}\s)?(?:people|persons|protesters|soldiers|troops|police|officers|detainees|men"
    r"|women|children|civilians|cases|vehicles|deaths|injured|killed|dead|tenge|dollars|litres|hours"
    r"|days|times|kilomet\w{2,3}|tonnes|million|billion)(?!\w)|\s?%)"
)
_RU_COUNTED = (
    r"(?!\s(?:\w{1,20}\s)?(?:человек|протестующ|солдат|военн|полицейск|задержанн|женщин|мужчин|детей"
    r"|дел|автомобил|погибш|ранен|пострадавш|участник|бойц|тенге|доллар|литр|час|дней|раз|километр|тонн"
    r"|млн|млрд|миллион|миллиард|тыс)\w{0,4}(?!\w)|\s?%)"
)
_KK_COUNTED = (
    r"(?!\s(?:\w{1,20}\s)?(?:адам|азамат|сарбаз|полицей|әйел|бала|іс|көлік|қатысушы|теңге|доллар|литр"
    r"|сағат|күн|рет|шақырым|тонна|млн|млрд|миллион|миллиард|мың)\w{0,8}|\s?%)"
)
_EN_PROVISION = _list_of(_PROVISION, "and", "or", "to")
_RU_PROVISION = _list_of(_PROVISION, "и", "или", "по")
_KK_PROVISION = _list_of(_PROVISION, "және", "мен")
_EN_AGES = _list_of(r"[0-9]{1,3}(?![0-9])", "and", "to")
_RU_AGES = _list_of(r"[0-9]{1,3}(?![0-9])", "и", "до")
_KK_ORDINAL = rf"{_DAY}-[іыс]\w{{0,6}}"
_KK_ORDINALS = rf"(?:{_DAY}(?:-\w{{1,7}})?(?:,?\s(?:(?:мен|пен|және)\s)?|[–-])){{0,4}}{_KK_ORDINAL}"
_KK_CLOCKS = _list_of(rf"{_HOUR}(?:[:.][0-5][0-9])?(?![0-9])", "мен", "пен", "және")
_RU_HOUR = rf"{_HOUR}\sчас(?:а|ов|ам)?(?:\s[0-5]?[0-9]\sминут\w?)?"
_RU_TIMES = _list_of(_DOTTED_CLOCK, "и", "до", "по")
_EN_SINCE = r"in|of|since|from|until|till|by|during|before|after|late|early|mid|around|to|and|or"
_EN_PART = r"articles?|art\.|paragraphs?|paras?\.?|clauses?|sub-?paragraphs?|subsections?"
_EN_ACT = r"(?:Part|Section|Chapter|Point|Item|Law|Act|Decree|Order|Resolution|Rule)s?"
_RU_PART = (
    r"(?:под)?пункт(?:а|у|е|ом|ы|ов|ам|ами|ах)?|п?п\.|ст\.|ч\.|стать\w{1,3}|статей"
    r"|част(?:ь|и|ью|ей)|абзац\w{0,2}"
)
_KK_PART = r"(?:бап|баб|тармақ|тармағ|тармақша|бөліг|бөлік|абзац)\w{0,8}"
_RU_HOUSE = r"(?:дом|доме|д\.|корпус|корп\.|кв\.|микрорайон\w{0,2}|мкр\.?|рейс\w{0,2}|гейт)"
_EN_STREET = r"(?:Street|St\.|Avenue|Ave\.|Boulevard|Prospekt|Lane|Road|Highway)"
_RU_STREET = r"(?:улиц[аеыу]|ул\.|проспект\w{0,2}|пр\.|пр-т\w?|бульвар\w{0,2}|переул\w{2,4}|шоссе)"
_KK_STREET = r"(?:көше|даңғыл|бульвар|тас\sжол)\w{0,8}"

# What may stand in each language: dates, years, clock times, ages, provisions, addresses.
_ALLOWED: dict[str, tuple[str, ...]] = {
    "en": (
        rf"{_EN_DAYS}\s(?:of\s)?{_EN_MONTH}(?:,?\s{_YEAR})?",
        rf"{_EN_MONTH}(?:,?\s|/){_YEAR}",
        rf"(?<![Ii]n\s){_EN_MONTH}\s{_EN_DAYS}(?:,\s{_YEAR})?",
        rf"{_EN_MONTH}\s{_EN_DAYS}{_EN_COUNTED}",
        rf"(?i:{_EN_SINCE})[\s-]{_YEAR}",
        rf"{_YEAR}(?:s|{_DASH}(?:{_YEAR}|[0-9]{{2}}(?![0-9])))?{_EN_COUNTED}",
        rf"{_HOUR}(?:[:.][0-5][0-9])?\s?(?:[ap]\.m\.|[ap]m(?!\w))",
        r"[0-9]{1,3}[-\s]year[-\s]olds?(?!\w)|[0-9]{1,3}\syears?\sold(?!\w)",
        rf"(?i:aged|(?<!\w)age(?:\sof)?)\s(?:between\s)?{_EN_AGES}",
        rf"(?i:{_EN_PART})\s{_EN_PROVISION}",
        rf"{_EN_ACT}\s{_EN_PROVISION}",
        rf"(?:part|section|point)s?\s{_EN_PROVISION}\sof\s(?=(?i:the\slaw|the\scode|articles?|art\.)\b)",
        rf"(?:{_NAME}\s){{1,3}}{_EN_STREET},?\s{_HOUSE}|{_HOUSE}\s(?:{_NAME}\s){{1,3}}{_EN_STREET}",
        rf"(?:House|house|Building|building|Apartment|Gate|gate|Room|Flight|Channel)\s{_HOUSE}",
    ),
    "ru": (
        rf"{_RU_DAYS}\s{_RU_MONTH}(?:\s{_YEAR}(?:\s(?:год\w{{0,2}}|г\.))?)?",
        rf"{_YEAR}(?:{_DASH}{_YEAR})?(?:-(?:го|м|й|х|е)(?!\w)|\s(?:год\w{{0,3}}|гг?\.))",
        rf"{_YEAR}{_RU_COUNTED}",
        rf"(?i:в|к|с|до|по|после|около)\s{_RU_TIMES}{_RU_COUNTED}",
        rf"{_DOTTED_CLOCK}\sчас(?:а|ов|ам)",
        rf"(?:с|до|после)\s{_RU_HOUR}\s(?:утра|дня|вечера|ночи)(?!\w)",
        rf"(?i:в|к|около)\s{_RU_HOUR}(?!\w)",
        r"[0-9]{1,3}(?:[-–][0-9]{1,3})?-лет(?:н|ий)\w{0,5}",
        rf"возраст\w{{0,3}}\s(?:от\s|до\s|около\s)?{_RU_AGES}(?:\s(?:лет|года?))?",
        rf"(?i:{_RU_PART})\s?{_RU_PROVISION}{_RU_COUNTED}",
        rf"{_RU_STREET}\s(?:{_NAME}\s?){{1,3}},?\s(?:дом\s|д\.\s?)?{_HOUSE}",
        rf"{_RU_HOUSE}\s{_HOUSE}{_RU_COUNTED}",
    ),
    "kk": (
        rf"{_KK_DAYS}[-\s]{_KK_MONTH}",
        rf"{_KK_MONTH}\s{_KK_ORDINALS}",
        rf"{_YEAR}(?:{_DASH}{_YEAR})?(?:\s?-?жыл\w{{0,8}}|\sж\.|\sжж\.)",
        rf"{_YEAR}{_KK_COUNTED}",
        rf"[Сс]ағат\w{{0,4}}\s{_KK_CLOCKS}(?:-\w{{2,5}})?",
        rf"{_DOTTED_CLOCK}-(?:д[ае]н?|т[ае]н?|г[ае]|ға|қа|ке)(?!\w)",
        r"[0-9]{1,3}(?:[-–][0-9]{1,3})?[-\s]жас(?:қа|та|тан|ар|тағы|ында|ындағы|ар\w{1,4})?(?!\w)",
        r"[0-9]{1,3}\s(?:мен|бен|пен)\s[0-9]{1,3}\sжас\w{0,6}",
        rf"{_KK_PROVISION}[-\s]{_KK_PART}",
        rf"(?:{_NAME}\s){{1,3}}{_KK_STREET},?\s{_HOUSE}",
        rf"{_HOUSE}[-\s](?:үй|пәтер|шағын\s?аудан|ықшам\s?аудан)\w{{0,6}}",
    ),
}
DATED = {
    "en": rf"{_CLOCK}|{_DAY}\s{_EN_MONTH}(?:,?\s{_YEAR})?|{_EN_MONTH},?\s{_YEAR}",
    "ru": rf"{_CLOCK}|{_DAY}\s{_RU_MONTH}(?:\s{_YEAR}(?:\s(?:год\w{{0,2}}|г\.))?)?"
    rf"|{_YEAR}\s(?:год\w{{0,3}}|г\.)",
    "kk": rf"{_CLOCK}|{_DAY}[-\s]{_KK_MONTH}|{_YEAR}\s?-?жыл\w{{0,8}}",
}
"""The plainest of these, for the form page: what they let through, the patterns above do too."""
# A number or its keyword begins at a digit or at a word; trying nowhere else is five times faster.
_BEFORE = r"(?:(?<!\w)|(?=[0-9]))(?<![0-9])(?<![0-9][.,])"
_READ = {
    language: re.compile(_BEFORE + "(?:" + "|".join((*_EVERYWHERE, *patterns)) + ")(?![0-9])")
    for language, patterns in _ALLOWED.items()
}
_DIGITS = re.compile(r"\d{1,40}(?:(?:[.,]|[ \u00a0\u2009\u202f](?=\d{3}(?!\d)))\d{1,40}){0,9}")


def bare_numbers(text: Prose | str, language: str) -> list[str]:
    """Numbers that are no date, time, year, age, provision, address, name, quote or claim value."""
    return [number for number, _ in numbers_said(text, language)]


def numbers_said(text: Prose | str, language: str) -> list[tuple[str, str]]:
    """The bare numbers, each with the words that begin with it."""
    said = voice(text) if isinstance(text, Prose) else unquoted(text)
    if not _DIGITS.search(said):
        return []
    rest = _READ[language].sub(PLACEHOLDER, said)
    return [(number[0], _onwards(rest, number.start())) for number in _DIGITS.finditer(rest)]


def _onwards(text: str, start: int) -> str:
    return re.split(f"[{PLACEHOLDER}\n]", text[start : start + 40], maxsplit=1)[0]
