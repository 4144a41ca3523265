"""The picture that other sites show beside a link to ours: one for each kind and language.

Drawn at build time with the site's own typeface and the dark hours of Almaty; the same bytes on
every machine, because the font and the program that draws it are both in the lock file.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from builder.derive.band import HOURS, START, ZONE, Run, band
from builder.host.social import SIZE, preview_path
from builder.model.zones import zone as load_zone
from builder.render.reader import Reader

WIDTH, HEIGHT = SIZE
LEFT = 72
STRIP = (430, 540)
"""From where to where the dark hours run, in pixels from the top."""
PAPER, INK, SOFT, RULE, HATCH = "#f7f5f0", "#1b1a17", "#5c5850", "#857f72", "#a8a191"
SHADES = {"dark": "#141a2e", "mobile": "#c4beb0", "access": "#eddfb8", "lit": "#fffefb"}
"""The colours of site_overrides/theme/styles/1-tokens.css, for light paper."""
STEPS = 24
"""Shades between paper and ink, for the edges of letters."""
SITE = "site"
ABOUT = {
    SITE: "An open archive of the blackout, the emergency, the deaths and the court cases.",
    "event": "Something that happened at a time and a place, and who says so.",
    "episode": "A state that held for a while, and who says so.",
    "figure": "One counted quantity, and every claim about it.",
    "case": "Proceedings, each party with its own history and outcome.",
    "law": "An act, and what power it gives to whom.",
    "source": "A publication, and the claims that rest on it.",
    "person": "What a person said and did, each at their publication level.",
    "organisation": "What a body said, did and published.",
    "place": "What happened here, and when the connection was cut.",
}
"""Subject of a picture → its line of text."""


def previews(reader: Reader) -> Iterator[tuple[str, bytes]]:
    """Every picture in the reader's language."""
    ten = band(reader.corpus)
    runs = ten.runs if ten else ()
    for subject, about in ABOUT.items():
        word = _title(reader, subject)
        image = drawn(reader, word, reader.t(about), runs)
        yield preview_path(subject, reader.language).removeprefix("/"), image


def drawn(reader: Reader, title: str, about: str, runs: tuple[Run, ...]) -> bytes:
    """One picture as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((LEFT, 60), reader.t("Qandy Qantar archive"), INK, _font(38, 700))
    room = WIDTH - 2 * LEFT
    size = next((s for s in range(92, 40, -4) if _font(s, 700).getlength(title) <= room), 40)
    pen.text((LEFT, 226), title, INK, _font(size, 700), anchor="ls")
    for number, line in enumerate(_lines(about, _font(36, 400), room)):
        pen.text((LEFT, 290 + 50 * number), line, SOFT, _font(36, 400), anchor="ls")
    _strip(pen, runs)
    _days(pen, reader)
    made = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(made, "PNG")
    return made.getvalue()


@cache
def _palette() -> Image.Image:
    """The colours that occur: those of the site, and the steps between paper and each ink."""
    flat = [*map(ImageColor.getrgb, (PAPER, RULE, HATCH, *SHADES.values()))]
    paper = flat[0]
    steps = (
        tuple(round(p + (c - p) * step / STEPS) for p, c in zip(paper, ink, strict=False))
        for ink in map(ImageColor.getrgb, (INK, SOFT))
        for step in range(1, STEPS + 1)
    )
    picture = Image.new("P", (1, 1))
    picture.putpalette([part for colour in (*flat, *steps) for part in colour])
    return picture


def _title(reader: Reader, subject: str) -> str:
    if subject == SITE:
        return reader.t("January 2022 in Kazakhstan")
    word = reader.term("kind", subject)
    return word[:1].upper() + word[1:]


def _lines(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """The words in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _strip(pen: ImageDraw.ImageDraw, runs: tuple[Run, ...]) -> None:
    """The ten days from edge to edge: hatched where nothing was measured."""
    top, bottom = STRIP
    for x in range(-(bottom - top), WIDTH, 12):
        pen.line([(x, bottom), (x + bottom - top, top)], HATCH, 2)
    for run in runs:
        if run.light.shade in SHADES:
            first, last = (
                round(WIDTH * hour / HOURS) for hour in (run.first, run.first + run.hours)
            )
            pen.rectangle([(first, top), (last - 1, bottom)], SHADES[run.light.shade])
    pen.line([(0, top), (WIDTH, top)], RULE, 2)
    pen.line([(0, bottom), (WIDTH, bottom)], RULE, 2)


def _days(pen: ImageDraw.ImageDraw, reader: Reader) -> None:
    """Each day below the middle of its hours, the first one with the month."""
    for number in range(10):
        day = START.astimezone(load_zone(ZONE)).date() + timedelta(days=number)
        label = str(day.day) if number else reader.day_label(day)
        x = round(WIDTH * (number + 0.5) / 10)
        pen.text((x, STRIP[1] + 46), label, SOFT, _font(24, 400), anchor="ms")


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Noto Serif, which has every letter of Kazakh, at a weight of its variable range."""
    path = files("fontpkg_noto_serif") / "files" / "NotoSerif[wdth,wght].ttf"
    font = ImageFont.truetype(
        BytesIO(path.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC
    )
    font.set_variation_by_axes([weight, 100])
    return font
