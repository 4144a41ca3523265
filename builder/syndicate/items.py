"""The entries of a feed in the words of one language, before a format is given to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builder.derive.feeds import CORRECTED, Feed, News
from builder.render import claims as words
from builder.render.feed_links import feed_title
from builder.render.labels import LABELS
from builder.render.reader import Reader
from builder.render.record import description
from builder.syndicate.naming import urn


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; `path` and `compared` are paths from the site's root, `compared` may be empty."""

    urn: str
    title: str
    text: str
    day: date
    path: str
    compared: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A feed in one language, plain text throughout."""

    feed: Feed
    reader: Reader
    urn: str
    title: str
    about: str
    items: tuple[Item, ...]


def told(reader: Reader, feed: Feed) -> Told:
    """The feed as its readers are told it."""
    about = (
        reader.t("Records that were corrected or that left, newest first.")
        if feed.name == CORRECTED
        else reader.t("New records and new claims, newest first.")
    )
    title = f"{feed_title(reader, feed)} · {reader.t('Qandy Qantar archive')}"
    name = urn("feed", feed.name, feed.topic, reader.language)
    return Told(feed, reader, name, title, about, tuple(_items(reader, feed)))


def _items(reader: Reader, feed: Feed) -> Iterator[Item]:
    for one in feed.news:
        record = reader.corpus.records.get(one.id)
        before = one.version - 1 if one.act == "change" else 0
        yield Item(
            urn("entry", one.act, one.id, f"{one.day}", f"{one.version}", reader.language),
            _title(reader, one),
            _text(reader, one),
            one.day,
            reader.at(f"e/{one.id}/").path,
            reader.at(f"e/{one.id}/v/{before}/").path if before else "",
            tuple(reader.term("topic", topic) for topic in record.topics) if record else (),
        )


def _title(reader: Reader, one: News) -> str:
    """The heading; of what left, whose heading may be why it left, only what it was."""
    acts = {
        "enter": "{title}",
        "claims": reader.t("New claims: {title}"),
        "change": reader.t("Changed: {title}"),
        "withdraw": reader.t("Withdrawn: {title}"),
        "merge": reader.t("Merged into another record: {title}"),
        "redact": reader.t("Redacted: {title}"),
    }
    record = reader.corpus.records.get(one.id)
    gone = f"{reader.term('kind', one.kind)}, {one.id}"
    return acts[one.act].format(title=reader.plain(record.heading) if record else gone)


def _text(reader: Reader, one: News) -> str:
    record = reader.corpus.records.get(one.id)
    if one.act == "enter" and record is not None:
        return description(reader, record)
    if one.act == "claims":
        return "\n".join(_claims(reader, one))
    if one.act == "change":
        names = [reader.t(LABELS[name]) if name in LABELS else name for name in one.fields]
        changed = ", ".join([*names, *(f"#{claim}" for claim in one.claims)])
        return reader.t("What was changed: {what}.", what=changed)
    return _why(reader, one)


def _claims(reader: Reader, one: News) -> Iterator[str]:
    for id in one.claims:
        found = reader.corpus.claims.get(f"{one.id}#{id}")
        yield f"#{id}: {words.brief(reader, found[1])}" if found else f"#{id}"


def _why(reader: Reader, one: News) -> str:
    """The reason given, as the page of what left gives it."""
    left = reader.corpus.tombstones.get(one.id)
    if one.into in reader.corpus.records:
        return reader.plain(reader.corpus.records[one.into].heading)
    if one.reason:
        return reader.term("redaction", one.reason)
    return reader.plain(left.reason) if left and left.reason else ""
