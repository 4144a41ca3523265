"""The words of the known gaps: which stand together, what each is called, and what helps."""

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "places": ("no-event", "region"),
    "statements": ("origin", "official", "contested"),
    "time": ("day", "hour", "disputed", "said"),
    "sources": ("uncaptured", "opening", "headline", "second-hand", "published", "address"),
    "cases": ("party-outcome", "later", "party-held", "party-article", "wording"),
    "law": ("text", "in-force", "adopted", "holder"),
}
"""Matter → its gaps, in the order of the page."""

HEADINGS = {
    "places": "Places",
    "statements": "Who says so",
    "time": "Time",
    "sources": "Sources",
    "cases": "Cases",
    "law": "Law",
    "texts": "Languages of the texts",
}

HELP = {
    "places": "What helps: a report from the town itself, such as a local newspaper, a court document"
    " or a statement of its akimat.",
    "statements": "What helps: a second account by somebody else, or a document; not one more copy of"
    " the same text.",
    "time": "What helps: a report that names the day and the hour and says by which clock, or that"
    " shows when it was first told.",
    "sources": "What helps: reading a source in full and saying so in its record, finding its date"
    " or address, leaving a copy of it with a public web archive.",
    "cases": "What helps: a decision of the court, a report from a hearing, or what a lawyer said in"
    " public.",
    "law": "What helps: the official text with its date, and the day on which it came into force.",
    "texts": "What helps: reading a text in your language against the original, mending it, and"
    " taking the mark away.",
}

TITLES = {
    "no-event": "Towns and sites without an event",
    "region": "Events placed no more closely than a region",
    "origin": "Records without a second, independent origin",
    "official": "Records for which only officials speak",
    "contested": "Records with contradictions that nothing found decides",
    "day": "Records whose day is not known",
    "hour": "Records whose hour is not known",
    "disputed": "Records whose time is disputed",
    "said": "Records of which it is not known when they were first told",
    "uncaptured": "Sources of which this archive keeps no copy",
    "opening": "Sources of which only the opening was read",
    "headline": "Sources of which only the headline was seen",
    "second-hand": "Sources known only second-hand",
    "published": "Sources without a date",
    "address": "Sources without an address",
    "party-outcome": "Cases with a defendant whose outcome was not found",
    "later": "Cases known only up to a date",
    "party-held": "Cases in which the time in custody is open",
    "party-article": "Cases in which the article of a charge was not found",
    "wording": "Cases without the wording of the articles charged",
    "text": "Acts whose text is not linked",
    "in-force": "Acts without the day on which they came into force",
    "adopted": "Acts without the day of their adoption",
    "holder": "Acts that give a power without saying to whom",
}

TIMELINE = {"origin": "single", "official": "official", "contested": "contested"}
"""Gap → the grade by which the timeline filters for such records."""
