"""What every listing is made with: the reader, the templates, the timeline."""

from dataclasses import dataclass
from pathlib import Path

from builder.derive.feeds import Feed
from builder.derive.timeline import Day
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill

BAND = ("/assets/js/band.js",)


@dataclass(frozen=True)
class Builder:
    """Everything a listing needs: the reader, the templates, the timeline."""

    reader: Reader
    folder: Path
    days: tuple[Day, ...]
    feeds: tuple[Feed, ...] = ()

    def page(self, path: str, template: str, title: str, about: str, **values: object) -> Page:
        """Fill a listing at `path`, which is given below the language's root."""
        here = self.reader.at(path)
        content = fill(self.folder, template, here, **values)
        scripts = BAND if "band" in values else ()
        return Page(here.language, here.path, title, about, content, scripts=scripts)
