"""The list of checks, from which every answer comes."""

from collections.abc import Callable, Iterator, Mapping

from builder.verify import exports, feeds, leaks, markup, released, sums
from builder.verify.answer import Answer, Fault, answer
from builder.verify.built import Built
from builder.verify.folder import Unread

CHECKS: Mapping[str, Callable[[Built], Answer]] = {
    "plain files": sums.plain_files,
    "sums": sums.sums,
    "ledger": released.ledger,
    "permalinks": released.permalinks,
    "releases": released.releases,
    "signatures": released.signatures,
    "links": markup.links,
    "html": markup.html,
    "policy": markup.policy,
    "third parties": markup.third_parties,
    "exports": exports.exports,
    "parquet": exports.parquet,
    "feeds": feeds.feeds,
    "calendars": feeds.calendars,
    "linked data": markup.linked_data,
    "expansion": markup.expansion,
    "people": leaks.people,
    "private words": leaks.private_words,
}
"""Every check by its name."""


def verified(built: Built) -> Iterator[tuple[str, Answer]]:
    """Every answer, as soon as there is one."""
    for name, check in CHECKS.items():
        yield name, judged(check, built)


def judged(check: Callable[[Built], Answer], built: Built) -> Answer:
    """What a check answers; failed, when it cannot go on."""
    try:
        return check(built)
    except Unread as error:
        return answer("", [error.fault])
    except Exception as error:  # noqa: BLE001  (one check of many: such bytes are not sound)
        return answer("", [Fault("", f"the check stopped: {type(error).__name__}: {error}")])
