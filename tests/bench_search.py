"""The search beside Pagefind and lunr: recall at 5, bytes a query loads, index size, build time.

The same built pages and the same table of queries for all, in one run, in Chromium. The peers are
no dependencies: SEARCH_PEERS names a folder whose `node_modules` holds pagefind, lunr and
lunr-languages; what is not there is told as not measured.
"""

import gzip
import html
import http.server
import json
import os
import re
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from builder import pipeline
from builder.i18n import LANGUAGES, Language
from builder.render.reader import Reader
from builder.render.search import search_files
from builder.render.search_page import SCRIPTS, search_words
from builder.render.searching import search_docs
from tests.browser import THEME, chromium
from tests.search_sample import Query, queries

ROOT = Path(__file__).parents[1]
SHOWN = 8  # results that a page of ours tells; the peers are asked for as many
RECALL = 5
EVERY = 8  # every so manieth query is asked on a page of its own, and the next one after it
PACKED = (".js", ".json", ".css", ".html")  # what a server would compress; the rest is already


@dataclass
class Engine:
    """A way to search: its files, the scripts of its page and what asks it, as JavaScript.

    `start` is run once on a page; `ask` is a function of a query that gives addresses, best first.
    """

    name: str
    files: Mapping[str, bytes]
    scripts: Sequence[str]
    start: str
    ask: str
    seconds: float
    index: int = 0
    """Bytes of the index on disk, the engine's own code left out."""


@dataclass
class Measured:
    """What one engine did: queries answered, bytes of a first and of a further query."""

    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    first: list[int] = field(default_factory=list)
    later: list[int] = field(default_factory=list)


def main() -> None:
    """Print one line an engine; the ratios hold where seconds do not."""
    table = list(queries("real"))
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        engines = [_ours(), *_peers(Path(scratch), browser)]
        print(
            f"{len(table)} queries; recall at {RECALL}, median bytes on the wire, {SHOWN} results"
        )
        for engine in engines:
            _print(engine, _measure(browser, engine, table))


def _print(engine: Engine, found: Measured) -> None:
    recall = sum(found.right.values()) / sum(found.asked.values())
    by_language = " ".join(
        f"{one} {found.right[one] / found.asked[one]:.2f}" for one in found.asked
    )
    print(
        f"{engine.name:<10} recall {recall:.3f} ({by_language})   "
        f"first query {statistics.median(found.first) / 1e3:6.1f} kB "
        f"(most {max(found.first) / 1e3:.1f})   next {statistics.median(found.later) / 1e3:6.1f} kB"
        f"   index {engine.index / 1e3:7.0f} kB   built in {engine.seconds:5.2f} s"
    )


# The engines -------------------------------------------------------------------------------


def _ours() -> Engine:
    corpus = pipeline.check(ROOT).corpus
    start = time.perf_counter()
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        reader = Reader(corpus, language).at("search/")
        files |= search_files(search_docs(reader), language, search_words(reader))
    seconds = time.perf_counter() - start
    size = sum(map(len, files.values()))
    files |= {path[1:]: (THEME.parent / path[1:]).read_bytes() for path in SCRIPTS}
    scripts = [path for path in SCRIPTS if not path.endswith("/search.js")]
    ask = f"""async query => {{
      const found = await qqFind.find(query);
      await qqShards.facets();
      return (await qqShards.tell(found.hits.slice(0, {SHOWN}))).map(row => row[0]);
    }}"""
    begin = "await qqFind.open('/assets/search/' + document.documentElement.lang + '/')"
    return Engine("ours", files, scripts, begin, ask, seconds, size)


def _peers(scratch: Path, browser: Browser) -> Iterator[Engine]:
    """Those that are there, over the site as it is built now."""
    modules = Path(os.environ.get("SEARCH_PEERS", "")) / "node_modules"
    site = scratch / "site"
    makers: dict[str, Callable[[], Engine]] = {
        "pagefind": lambda: _pagefind(site, modules, scratch / "pagefind"),
        "lunr": lambda: _lunr(site, modules, browser),
    }
    for name, make in makers.items():
        if not (os.environ.get("SEARCH_PEERS") and (modules / name).is_dir()):
            print(f"{name:<10} not measured: SEARCH_PEERS names no folder with node_modules/{name}")
            continue
        if not site.exists():
            pipeline.build(ROOT, site)
        yield make()


def _pagefind(site: Path, modules: Path, out: Path) -> Engine:
    """Pagefind over the record pages: an index for each language, chosen by the page's own."""
    command = [str(modules / ".bin" / "pagefind"), "--site", str(site), "--output-path", str(out),
               "--glob", "{e/*/index.html,ru/e/*/index.html,kk/e/*/index.html}",
               "--root-selector", "main", "--quiet"]  # fmt: skip
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    files = {
        f"pagefind/{p.relative_to(out)}": p.read_bytes() for p in out.rglob("*") if p.is_file()
    }
    made = ("fragment/", "index/", ".pf_meta", "entry.json")
    size = sum(len(data) for path, data in files.items() if any(part in path for part in made))
    begin = "window.pf = await import('/pagefind/pagefind.js'); await pf.init()"
    ask = f"""async query => {{
      const found = await pf.search(query);
      const told = await Promise.all(found.results.slice(0, {SHOWN}).map(one => one.data()));
      return told.map(one => one.url);
    }}"""
    return Engine("pagefind", files, [], begin, ask, seconds, size)


LUNR_BUILD = """([docs, language]) => JSON.stringify(lunr(function () {
  if (language === "ru") this.use(lunr.ru);
  if (language === "kk") { this.pipeline.reset(); this.searchPipeline.reset(); }
  this.ref("url");
  this.field("title", {boost: 10});
  this.field("text");
  docs.forEach(doc => this.add(doc));
}))"""


def _lunr(site: Path, modules: Path, browser: Browser) -> Engine:
    """lunr with its stemmers for English and Russian, and none for Kazakh, which has none."""
    names = ["lunr/lunr.min.js", "lunr-languages/min/lunr.stemmer.support.min.js",
             "lunr-languages/min/lunr.ru.min.js"]  # fmt: skip
    files = {f"lunr/{name.rsplit('/', 1)[1]}": (modules / name).read_bytes() for name in names}
    scripts = [f"/{name}" for name in files]
    start = time.perf_counter()
    page = browser.new_page()
    for data in files.values():
        page.add_script_tag(content=data.decode())
    for language in LANGUAGES:
        docs = list(_texts(site, language))
        files[f"lunr/{language}.json"] = page.evaluate(LUNR_BUILD, [docs, language]).encode()
        titles = {doc["url"]: doc["title"] for doc in docs}
        files[f"lunr/titles-{language}.json"] = json.dumps(titles, ensure_ascii=False).encode()
    page.close()
    seconds = time.perf_counter() - start
    begin = """const at = name => fetch("/lunr/" + name + document.documentElement.lang + ".json");
      window.idx = lunr.Index.load(await (await at("")).json());
      window.titles = await (await at("titles-")).json()"""
    ask = """query => idx.query(q => query.toLowerCase().split(/[\\s-]+/).filter(Boolean)
      .forEach(word => {
        q.term(word, {boost: 100});
        q.term(word, {boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING});
        if (word.length > 4) q.term(word, {boost: 1, usePipeline: false, editDistance: 1});
      })).map(one => one.ref)"""
    size = sum(len(data) for name, data in files.items() if name.endswith(".json"))
    return Engine("lunr", files, scripts, begin, ask, seconds, size)


def _texts(site: Path, language: Language) -> Iterator[dict[str, str]]:
    """Title and words of every record's page, as a reader sees them."""
    root = site if language == "en" else site / language
    for path in sorted((root / "e").glob("*/index.html")):
        text = path.read_text(encoding="utf-8")
        main = re.sub(r"<[^>]*>", " ", text[text.index("<main") : text.index("</main>")])
        title = html.unescape(text[text.index("<title>") + 7 : text.index("</title>")])
        yield {"url": f"/{path.parent.relative_to(site)}/", "title": title.rsplit(" · ", 1)[0],
               "text": html.unescape(main)}  # fmt: skip


# Measuring ---------------------------------------------------------------------------------


def _measure(browser: Browser, engine: Engine, table: Sequence[Query]) -> Measured:
    made = Measured()
    with _serving(engine) as (home, sent):
        for language in LANGUAGES:
            asked = [query for query in table if query.page == language]
            page = _page(browser, engine, home, language)
            made.right[language] = sum(_right(page, engine, query) for query in asked)
            made.asked[language] = len(asked)
            page.context.close()
            for one, other in zip(asked[::EVERY], asked[1::EVERY], strict=False):
                marks = [len(sent)]
                page = _page(browser, engine, home, language)
                for query in (one, other):
                    _right(page, engine, query)
                    marks.append(len(sent))
                page.context.close()
                made.first.append(sum(sent[marks[0] : marks[1]]))
                made.later.append(sum(sent[marks[1] : marks[2]]))
    return made


def _page(browser: Browser, engine: Engine, home: str, language: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{home}/{language}.html")
    page.evaluate(f"async () => {{ {engine.start} }}")
    return page


def _right(page: Page, engine: Engine, query: Query) -> bool:
    """Whether a wanted record is among the first; for nothing wanted, that nothing was found."""
    urls: Any = page.evaluate(f"async query => await ({engine.ask})(query)", query.query)
    ids = [url.rstrip("/").rsplit("/", 1)[1] for url in urls]
    if query.finds == "-":
        return not ids
    return any(id in query.finds.split() for id in ids[:RECALL])


@contextmanager
def _serving(engine: Engine) -> Iterator[tuple[str, list[int]]]:
    """A server that compresses and adds up the bodies it sends; the page itself is not counted."""
    sent: list[int] = []
    tags = "".join(f'<script src="{script}"></script>' for script in engine.scripts)

    class Counting(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

        def do_GET(self) -> None:
            path = self.path.split("?")[0][1:]
            if path.removesuffix(".html") in LANGUAGES:
                start = f'<!doctype html><html lang="{path[:2]}"><meta charset="utf-8">{tags}'
                return self._send(start.encode(), "text/html", packed=False)
            data = engine.files.get(path)
            if data is None:
                return self.send_error(404)
            kind = "text/javascript" if path.endswith(".js") else "application/octet-stream"
            packed = path.endswith(PACKED)
            body = gzip.compress(data, 6) if packed else data
            sent.append(len(body))
            return self._send(body, kind, packed=packed)

        def _send(self, body: bytes, kind: str, *, packed: bool) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counting) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", sent
        server.shutdown()
        thread.join()


if __name__ == "__main__":
    main()
