"""What templates ask for on behalf of one reader: words, links, dates and numbers of a language."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal
from markupsafe import Markup, escape

from builder.clock import claim_when, claim_zones, record_zones
from builder.corpus import Corpus
from builder.derive.grades import Grade, contested, grade
from builder.derive.timeline import MONTH, Delay
from builder.i18n import LANGUAGES, Language, prefix, translations
from builder.links import LinkStyle, href
from builder.model.base import Record
from builder.model.claim import Claim, Value
from builder.model.happening import Figure
from builder.model.naming import Place
from builder.model.nodes import Cite
from builder.model.nodes import Value as ClaimValue
from builder.model.source import Source
from builder.model.text import Line, Passage
from builder.model.vocabulary import label, vocabularies
from builder.model.when import Span, When
from builder.model.zones import zone as load_zone
from builder.project import Settings
from builder.release.history import NOTHING_RELEASED, History
from builder.render import dates, prose

UNSET = Settings()
NEW_YEAR = datetime(2022, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Reader:
    """A reader of one language standing on the page at `path`."""

    corpus: Corpus
    language: Language
    path: str = "/"
    style: LinkStyle = "site"
    settings: Settings = UNSET
    """What this archive says of itself; empty where it says nothing."""
    history: History = NOTHING_RELEASED
    """What was released of it."""

    def at(self, path: str) -> "Reader":
        """The same reader on another page; `path` is given below the language's root."""
        return replace(self, path=prefix(self.language) + path.lstrip("/"))

    # words

    def t(self, message: str, **values: object) -> str:
        """An interface string in the reader's language, its {names} filled."""
        text = translations(self.language).gettext(message)
        return text.format(**values) if values else text

    def n(self, one: str, many: str, count: int) -> str:
        """A counted interface string; `{count}` is filled."""
        return self.message(one, many, count).format(count=self.number(Decimal(count)))

    def message(self, one: str, many: str, count: int) -> str:
        """The plural form that fits `count`, nothing filled."""
        return translations(self.language).ngettext(one, many, count)

    def plurals(self, one: str, many: str) -> dict[str, str]:
        """Every plural form of a message by CLDR category, `{n}` standing for the count."""
        forms = {}
        for count in (1, 2, 5, 100, 1000000):
            category = Locale.parse(self.language).plural_form(count)
            forms[category] = self.message(one, many, count).replace("{count}", "{n}")
        return {"other": self.message(one, many, 5).replace("{count}", "{n}"), **forms}

    def term(self, vocabulary: str, word: str) -> str:
        """A controlled word as the reader knows it."""
        return label(vocabulary, word, self.language)

    def meaning(self, vocabulary: str, word: str) -> Markup:
        """What a controlled word means."""
        text, language = vocabularies()[vocabulary][word].meaning(self.language)
        return self._marked(escape(text), language, "span")

    def plain(self, line: Line) -> str:
        """A one-line text in the reader's language, or in the one it exists in."""
        return line.get(self.language)[0]

    def line(self, line: Line) -> Markup:
        """The same, marked with its language when that is not the reader's."""
        text, language = line.get(self.language)
        return self._marked(escape(text), language, "span")

    def prose(self, passage: Passage) -> Markup:
        """Prose as HTML, its citations, links and claim values resolved."""
        _, language = passage.get(self.language)
        html = prose.html(
            passage.prose(language), link=self._target, cite=self._cite, value=self._number
        )
        return self._marked(html, language, "div")

    def prose_text(self, passage: Passage) -> str:
        """Prose as plain text, for descriptions and search."""
        _, language = passage.get(self.language)
        return prose.plain(passage.prose(language), value=self._number_text)

    def _marked(self, text: Markup, language: str, tag: str) -> Markup:
        if language == self.language:
            return text
        return Markup('<{0} lang="{1}">{2}</{0}>').format(tag, language, text)

    def language_name(self, language: str) -> str:
        """A language of the site by the name its own readers use."""
        return next(name for code, name in LANGUAGES.items() if code == language)

    # links

    def to(self, path: str) -> str:
        """The address of a page of this language, given below the language's root."""
        return href(self.path, prefix(self.language) + path.lstrip("/"), self.style)

    def file(self, path: str) -> str:
        """The address of a file that all languages share, given from the site's root."""
        return href(self.path, path, self.style)

    def record(self, id: str, claim: str = "") -> str:
        """The permalink of a record or of one of its claims."""
        return self.to(f"e/{id}/") + (f"#{claim}" if claim else "")

    def link(self, id: str) -> Markup:
        """A record's heading, linked."""
        return Markup('<a href="{}">{}</a>').format(self.record(id), self.name(id))

    def name(self, id: str) -> Markup:
        """A record's heading; a publication's title is marked with the language it is in."""
        record = self.corpus.records[id]
        if isinstance(record, Source) and record.title is not None:
            return self._marked(escape(record.title), record.language, "span")
        return self.line(record.heading)

    def links(self, ids: Iterable[str]) -> Markup:
        """Several linked headings, separated by commas."""
        return Markup(", ").join(self.link(id) for id in ids)

    # dates and numbers

    def when(self, when: When, zones: tuple[str, ...] = ()) -> str:
        """A date in words."""
        return dates.phrase(when, self.language, zones)

    def when_text(self, text: str) -> str:
        """A date as records write it, in words."""
        return self.when(When.parse(text))

    def date_of(self, record: Record, when: When) -> str:
        """A date in words, by the clocks of the record's places."""
        return self.when(when, record_zones(self.corpus, record))

    def short(self, when: When, zones: tuple[str, ...]) -> str:
        """The clock, or the day, for the left column of a list."""
        return dates.short(when, self.language, zones)

    def hour(self, when: When, zones: tuple[str, ...]) -> str:
        """The same within a day of its own: the clock, or that the hour is not known."""
        by_day = when.day is not None and (when.day.year, when.day.month) == MONTH
        return (
            self.t("hour not known") if by_day and not when.has_clock else self.short(when, zones)
        )

    def claim_date(self, record: Record, claim: Claim) -> str:
        """When what a claim asserts happened, in words; empty when the record has no date."""
        when = claim_when(record, claim)
        return self.when(when, claim_zones(self.corpus, record, claim)) if when else ""

    def instant(self, moment: datetime, zone: str) -> str:
        """An instant on the clock of a zone."""
        return dates.instant(moment, self.language, zone)

    def number_of(self, count: int) -> str:
        """A count with the reader's separators."""
        return self.number(Decimal(count))

    def short_day(self, moment: datetime, zone: str) -> str:
        """The day of an instant without its year, on the clock of a zone."""
        return dates.short(
            When.parse(f"{moment.astimezone(load_zone(zone)):%Y-%m-%d}"), self.language, ()
        )

    def day(self, day: date) -> str:
        """A day in words."""
        return self.when(When.parse(day.isoformat()))

    def day_label(self, day: date) -> str:
        """A day without its year."""
        return dates.short(When.parse(day.isoformat()), self.language, ())

    def clock_words(self, zone: str) -> str:
        """A time zone by its offset in January 2022."""
        offset = NEW_YEAR.astimezone(load_zone(zone)).strftime("%z")
        return self.t(
            "UTC{offset} in January 2022 ({zone})", offset=f"{offset[:3]}:{offset[3:]}", zone=zone
        )

    def compact(self, number: Decimal) -> str:
        """A number short enough for a chart."""
        return str(format_compact_decimal(number, locale=self.language, fraction_digits=1))

    def number(self, number: Decimal) -> str:
        """A number with the reader's separators."""
        return format_decimal(number, locale=self.language)

    def duration(self, length: timedelta) -> str:
        """A length of time in its largest sensible unit."""
        hours = int(length.total_seconds() // 3600)
        if hours < 1:
            return self.n("{count} minute", "{count} minutes", int(length.total_seconds() // 60))
        if hours < 48:
            return self.n("{count} hour", "{count} hours", hours)
        return self.n("{count} day", "{count} days", hours // 24)

    def delay(self, delay: Delay) -> str:
        """How long until the first statement, as a range at the precision of the dates."""
        most = self.duration(delay.longest)
        if delay.shortest < timedelta(hours=1):
            return self.t("within {most}", most=most)
        return self.t("{least} to {most} later", least=self.duration(delay.shortest), most=most)

    def amount(self, value: Value) -> str:
        """A claimed number without its unit: exact, bounded or about."""
        low, high = value.min, value.max
        if value.about is not None:
            return self.t("about {number}", number=self.number(value.about))
        if low is not None and low == high:
            return self.number(low)
        if low is not None and high is not None:
            return f"{self.number(low)}–{self.number(high)}"
        if low is not None:
            return self.t("at least {number}", number=self.number(low))
        assert high is not None
        return self.t("up to {number}", number=self.number(high))

    # claims

    def grade(self, claim: Claim) -> Grade:
        """How well the claim is known."""
        return grade(self.corpus, claim)

    def contested(self, record: Record, claim: Claim) -> bool:
        """True when some claim says otherwise."""
        return contested(self.corpus, record, claim)

    def source(self, id: str) -> Source:
        """A source record."""
        return self.corpus.get(id, Source)

    def place_name(self, id: str, span: Span | None = None) -> Markup:
        """A place by the name it had at the time, with today's name when that differs."""
        place = self.corpus.get(id, Place)
        then = next((n.name for n in place.names_as_of if span and _overlaps(n.when, span)), None)
        if then is None or self.plain(then) == self.plain(place.name):
            return self.line(place.name)
        now = self.t("now {name}", name=self.plain(place.name))
        return Markup("{} ({})").format(self.line(then), now)

    def _target(self, target: str) -> str:
        return self.record(*target.split("#"))

    def _cite(self, cite: Cite) -> Markup:
        record = self.source(cite.source)
        text = record.publisher + (f", {cite.locator}" if cite.locator else "")
        return Markup('<a class="cite" href="{}">[{}]</a>').format(self.record(record.id), text)

    def _number(self, node: ClaimValue) -> Markup:
        address = self.record(node.figure, node.claim)
        return Markup('<a class="value" href="{}">{}</a>').format(address, self._number_text(node))

    def _number_text(self, node: ClaimValue) -> str:
        record = self.corpus.get(node.figure, Figure)
        value = next(c.value for c in record.claims if c.id == node.claim)
        assert value is not None
        return self.amount(value)


def _overlaps(when: When, span: Span) -> bool:
    other = when.span(())
    starts_before = other.earliest is None or span.latest is None or other.earliest <= span.latest
    ends_after = other.latest is None or span.earliest is None or other.latest >= span.earliest
    return starts_before and ends_after
