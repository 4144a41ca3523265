"""Every rule that looks at the records together, in one list."""

from collections.abc import Callable, Iterator, Mapping

from builder.corpus import Corpus
from builder.problems import Problem
from builder.rules.cases import check_cases, check_episodes
from builder.rules.circles import check_circles
from builder.rules.claims import check_claims
from builder.rules.dates import check_dates
from builder.rules.figures import check_figures
from builder.rules.lists import check_lists
from builder.rules.near import check_near
from builder.rules.people import check_people
from builder.rules.places import check_places
from builder.rules.sources import check_sources
from builder.rules.texts import check_texts
from builder.rules.tombstones import check_tombstones
from builder.rules.written import check_written

CHECKS: Mapping[str, Callable[[Corpus], Iterator[Problem]]] = {
    "lists": check_lists,
    "tombstones": check_tombstones,
    "circles": check_circles,
    "dates": check_dates,
    "claims": check_claims,
    "figures": check_figures,
    "cases": check_cases,
    "episodes": check_episodes,
    "people": check_people,
    "places": check_places,
    "sources": check_sources,
    "texts": check_texts,
    "written": check_written,
    "near": check_near,
}

ABSENCE = frozenset({"claim-contested-alone", "claim-superseded-alone", "person-overturned"})
"""Codes that say what is nowhere: not to be told while some records could not be read."""


def check(corpus: Corpus) -> list[Problem]:
    """Every problem that any rule finds, each once, in the order of files."""
    return sorted({problem for rule in CHECKS.values() for problem in rule(corpus)})
