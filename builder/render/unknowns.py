"""What is not known of a record, in the reader's words."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from builder.derive.unknowns import Unknown
from builder.model.base import Record
from builder.model.case import Case
from builder.render.cases import party_name
from builder.render.reader import Reader


def not_known(reader: Reader, record: Record, found: Iterable[Unknown]) -> list[Markup]:
    """One sentence for each, with links to the claims or parties it is about."""
    words = {**_time(reader), **_telling(reader), **_own(reader)}
    return [_told(reader, record, one, words) for one in found]


def _told(reader: Reader, record: Record, one: Unknown, words: Mapping[str, str]) -> Markup:
    if one.what not in words:
        return escape(_share(reader, one))
    if not one.about:
        return escape(words[one.what])
    return Markup("{} {}").format(words[one.what], Markup("; ").join(_about(reader, record, one)))


def _about(reader: Reader, record: Record, one: Unknown) -> list[Markup]:
    if not isinstance(record, Case) or not one.what.startswith("party-"):
        return [Markup('<a href="#{0}">#{0}</a>').format(id) for id in one.about]
    parties = {party.id: party for party in record.parties}
    return [
        Markup('<a href="#party-{}">{}</a>').format(id, party_name(reader, parties[id]))
        for id in one.about
    ]


def _time(r: Reader) -> dict[str, str]:
    return {
        "start": r.t("When it began is not recorded."),
        "end": r.t("When it ended is not recorded."),
        "day": r.t("The day is not known."),
        "hour": r.t("The hour is not known."),
        "hours": r.t("The hours at which it began and ended are not known."),
        "zone": r.t("By which clock the hour is told is not stated."),
        "bounded": r.t("The exact hour is not known, only a bound or a part of the day."),
        "about": r.t("The hour is known only approximately."),
        "disputed": r.t("When it happened is disputed: claims give times that exclude each other."),
        "region": r.t("The place is known no more closely than the region."),
        "light": r.t("Whether the internet worked there then: no measurement was found."),
    }


def _telling(r: Reader) -> dict[str, str]:
    return {
        "said": r.t("When it was first said is not known: neither claims nor sources are dated."),
        "undated-claims": r.t("When it was said is not known of these claims:"),
        "origin": r.t(
            "No second, independent origin was found: what stands here goes back to one speaker"
            " or to one text."
        ),
        "official": r.t("Only officials say so; no independent origin was found."),
        "contested": r.t("Claims say otherwise, and nothing found decides between them:"),
    }


def _own(r: Reader) -> dict[str, str]:
    return {
        "no-official": r.t("No official number stands."),
        "no-limit": r.t("No claim that counts gives an upper limit."),
        "later": r.t("What came after the last date known was not found."),
        "party-outcome": r.t("No outcome was found for:"),
        "party-held-from": r.t("From when they were held is not recorded:"),
        "party-held-until": r.t("Until when they were held is not recorded:"),
        "party-article": r.t("Under which article the charge was brought was not found:"),
        "wording": r.t("The wording in force then of the articles charged is not in this archive."),
        "adopted": r.t("When it was adopted is not recorded."),
        "in-force": r.t("When it came into force is not recorded."),
        "holder": r.t("To whom a power is given is not said of every power."),
        "text": r.t("Where its text can be read is not recorded."),
        "published": r.t("When it was published is not known."),
        "source-partly": r.t("It was not read in full."),
        "address": r.t("No address of it is known."),
    }


def _share(r: Reader, one: Unknown) -> str:
    """A part of the sources, out of all of them."""
    if one.count == one.of:
        return _all(r)[one.what]
    forms = {
        "opening": r.message(
            "Of {count} of its {all} sources only the opening was read.",
            "Of {count} of its {all} sources only the opening was read.",
            one.count,
        ),
        "headline": r.message(
            "Of {count} of its {all} sources only the headline was seen.",
            "Of {count} of its {all} sources only the headline was seen.",
            one.count,
        ),
        "second-hand": r.message(
            "{count} of its {all} sources is known only second-hand.",
            "{count} of its {all} sources are known only second-hand.",
            one.count,
        ),
        "undated-sources": r.message(
            "{count} of its {all} sources carries no date.",
            "{count} of its {all} sources carry no date.",
            one.count,
        ),
    }
    return forms[one.what].format(count=r.number_of(one.count), all=r.number_of(one.of))


def _all(r: Reader) -> dict[str, str]:
    return {
        "opening": r.t("Of none of its sources more than the opening was read."),
        "headline": r.t("Of none of its sources more than the headline was seen."),
        "second-hand": r.t("All its sources are known only second-hand."),
        "undated-sources": r.t("None of its sources carries a date."),
    }
