"""oEmbed 1.0, one file for each card and language, for sites that turn an address into a card."""

import json
from collections.abc import Iterator
from html import escape

from builder.render.embed_link import KINDS, OEMBED, SIZE, embed_path
from builder.render.reader import Reader


def oembed(reader: Reader) -> Iterator[tuple[str, bytes]]:
    """The files of a language; the format knows whole addresses only."""
    site = reader.settings.site_address.rstrip("/")
    name = reader.t("Qandy Qantar archive")
    width, height = SIZE
    for record in reader.corpus.records.values():
        if record.kind not in KINDS:
            continue
        title = reader.plain(record.heading)
        address = site + embed_path(reader, record.id)
        frame = (
            f'<iframe src="{escape(address)}" width="{width}" height="{height}" loading="lazy" '
            f'title="{escape(title)}"></iframe>'
        )
        found = {
            "version": "1.0",
            "type": "rich",
            "provider_name": name,
            "provider_url": site + reader.at("").path,
            "title": title,
            "html": frame,
            "width": width,
            "height": height,
        }
        path = OEMBED.format(id=record.id, language=reader.language).removeprefix("/")
        yield path, json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
