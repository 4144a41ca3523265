"""Web addresses that may be published as links, and the form in which two of them are one."""

import re
import unicodedata
from typing import Annotated
from urllib.parse import unquote

import idna
from pydantic import AfterValidator

from builder.problems import Flaw

LONGEST = 2000

_WHOLE = re.compile(r"(https?)://([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_SCHEME = re.compile(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]{0,30}:(?![0-9]+(?:/|\Z))", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\"'<>\\^`{|}]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_BAD_IN_HOST = re.compile("[%。｡]")
_EMBEDDED_IP = re.compile(r"(?:^|[.-])(?:[0-9]{1,3}[.-]){3}[0-9]{1,3}(?=[.-]|\Z)")

_HIDDEN = frozenset(("Cc", "Cf", "Zl", "Zp"))
_JOINERS = "\u200c\u200d\u00ad"

# Names that never leave one machine, one network or one anonymity network.
_PRIVATE = re.compile(
    r"alt|arpa|corp|exit|home|i2p|internal|intranet|invalid|lan|local|localdomain|localhost|private"
    r"|test|workgroup"
)
# Public names that exist to resolve to any address, private ones too.
_REBINDING = re.compile(
    r"(?:.{1,200}\.)?(?:sslip\.io|nip\.io|xip\.io|xip\.name|localtest\.me|lvh\.me|vcap\.me"
    r"|lacolhost\.com|localho\.st|traefik\.me|local\.gd|127-0-0-1\.org\.uk)"
)
_TRACKING = re.compile(
    r"utm_.*|[a-z]{0,3}clid|gclsrc|gbraid|wbraid|gad_source|srsltid|msclkid|igsh|igshid|mc_[ce]id"
    r"|_ga|_gl|_openstat|_hs(?:enc|mi)|mkt_tok|oly_(?:anon|enc)_id|vero_id|wt_mc|xtor|spm|cmpid"
    r"|ns_campaign|at_campaign|at_medium|ref|ref_src|ref_url|referrer"
)
# Letters of other alphabets that read as Latin ones; a name of these alone imitates a Latin name.
_IMITATING = frozenset("асԁеһіјӏорԛѕԝхуѵьԍгӡɡορνικυ")
_VARIANT_HOSTS = ("www.", "m.", "amp.", "mobile.", "wap.")
_VARIANT_KEYS = re.compile(r"amp|ampmode|noamp|m|mobile|from-mobile|outputtype|print")
_VARIANT_TAIL = re.compile(r"[.-]amp(?=(?:\.html?)?\Z)|/(?:amp|index)\.(?:html?|php)\Z")
# Web archives and page caches whose address holds the whole address of the page they show.
_WRAPPED = re.compile(
    r"https?://(?:web\.archive\.org/web/[0-9*]{1,14}(?:[a-z]{2}_)?/"
    r"|(?:www\.)?archive\.(?:today|ph|is|li|vn|fo|md)/(?:[0-9.-]{4,20}/)?(?=https?:/)"
    r"|[a-z0-9-]{1,63}\.cdn\.ampproject\.org/[a-z]{1,3}/(?:s/)?"
    r"|(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?)(?:https?:/{1,2})?(.*)",
    re.DOTALL | re.IGNORECASE,
)
_DEEPEST = 3
"""Wrappers around one address; more are nobody's honest copy."""
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW")
_JAPANESE = ("CJK", "HIRAGANA", "KATAKANA")
"""Scripts that stand in one word of Japanese."""

SHARED = {
    "whole": _WHOLE,
    "scheme": _SCHEME,
    "forbidden": _FORBIDDEN,
    "escape": _BAD_ESCAPE,
    "label": _LABEL,
    "number": _NUMBER,
    "inside": _EMBEDDED_IP,
    "private": _PRIVATE,
    "rebinding": _REBINDING,
    "tracking": _TRACKING,
}
"""Patterns by which the form page judges addresses too."""


def check_address(text: str) -> str:
    """Return the address unchanged when it may be published; raise Flaw otherwise."""
    if len(text) > LONGEST:
        raise Flaw("url-long", length=f"{len(text):,}", limit=f"{LONGEST:,}")
    if scheme := _SCHEME.match(text):
        raise Flaw("url-scheme", scheme=scheme[0])
    _check_characters(text)
    parts = _WHOLE.fullmatch(text)
    if parts is None:
        raise Flaw("url-form", url=text)
    _check_host(_host(parts[2]))
    _check_tracking(text, parts[4] or "", parts[5] or "")
    return text


Address = Annotated[str, AfterValidator(check_address)]
"""A public web address: http or https, a real name, no login, no tracking parameters."""


def _check_characters(text: str) -> None:
    for char in text if not text.isascii() else _FORBIDDEN.findall(text):
        if _FORBIDDEN.match(char) or unicodedata.category(char)[0] in "CZ":
            name = unicodedata.name(char, "control character")
            raise Flaw("url-character", char=f"U+{ord(char):04X} {name}")
    if found := _BAD_ESCAPE.search(text):
        raise Flaw("url-escape", at=text[found.start() : found.start() + 3])
    for char in unquote(text) if "%" in text else "":
        if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
            raise Flaw("url-hidden", char=f"U+{ord(char):04X}")


def _host(authority: str) -> str:
    """The host of an authority, in lower case; refuses logins and bad ports."""
    if "@" in authority:
        raise Flaw("url-login")
    if authority.startswith("["):
        raise Flaw("url-number", host=authority)
    host, colon, port = authority.partition(":")
    if colon and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        raise Flaw("url-port", port=port)
    return host.lower()


def _check_host(host: str) -> None:
    if host.endswith("."):
        raise Flaw("url-trailing-dot", host=host)
    if unicodedata.normalize("NFKC", host) != host or _BAD_IN_HOST.search(host):
        raise Flaw("url-host", host=host)
    labels = host.split(".")
    plain = [_ascii(label, host) for label in labels]
    if _NUMBER.fullmatch(plain[-1]):
        raise Flaw("url-number", host=host)
    if plain[-1] == "onion":
        raise Flaw("url-onion", host=host)
    if len(labels) < 2 or _PRIVATE.fullmatch(plain[-1]) or _rebinds(".".join(plain)):
        raise Flaw("url-private", host=host)
    if len(".".join(plain)) > 253:
        raise Flaw("url-host", host=host[:80])
    for label in plain:
        if label.startswith("xn--"):
            _check_script(idna.decode(label), plain, host)


def _rebinds(host: str) -> bool:
    return bool(_REBINDING.fullmatch(host) or _EMBEDDED_IP.search(host))


def _ascii(label: str, host: str) -> str:
    """The label as the name system knows it."""
    if _LABEL.fullmatch(label) and not label.startswith("xn--"):
        return label
    try:
        plain = idna.encode(idna.decode(label) if label.startswith("xn--") else label).decode()
    except (idna.IDNAError, UnicodeError):
        raise Flaw("url-host", host=host) from None
    if plain != label and label.isascii():
        raise Flaw("url-host", host=host)
    return plain


def _check_script(label: str, plain: list[str], host: str) -> None:
    letters = [char for char in label if char.isalpha()]
    scripts = {_script(char) for char in letters}
    imitates = bool(letters) and not plain[-1].startswith("xn--") and set(letters) <= _IMITATING
    if len(scripts) > 1 or imitates:
        raise Flaw("url-mixed", host=host, plain=".".join(plain))


def _script(char: str) -> str:
    name = unicodedata.name(char, "?")
    if name.startswith(_JAPANESE):
        return "JAPANESE"
    return next((script for script in _SCRIPTS if name.startswith(script)), name.split(" ")[0])


def _keys(query: str) -> list[str]:
    return [part.partition("=")[0].lower() for part in re.split("[&;]", query)]


def _check_tracking(url: str, query: str, fragment: str) -> None:
    for key in _keys(query) + _keys(fragment):
        if _TRACKING.fullmatch(key):
            clean = "&".join(_kept(query, tracking_only=True))
            stem = url.partition("#")[0].partition("?")[0]
            raise Flaw("url-tracking", key=key, without=f"{stem}?{clean}" if clean else stem)


def _kept(query: str, *, tracking_only: bool) -> list[str]:
    pairs = [pair for pair in re.split("[&;]", query) if pair]
    keys = ((pair, pair.partition("=")[0].lower()) for pair in pairs)
    kept = [(pair, key) for pair, key in keys if not _TRACKING.fullmatch(key)]
    return [pair for pair, key in kept if tracking_only or not _VARIANT_KEYS.fullmatch(key)]


def canonical(url: str) -> str:
    """One form for all addresses of one page: for finding duplicates, not for following."""
    url = _unwrapped(url.strip())
    parts = _WHOLE.fullmatch(url)
    if parts is None:
        return url
    path = unicodedata.normalize("NFC", unquote(parts[3]))
    path = "/" + "/".join(part for part in path.split("/") if part not in ("", "amp"))
    kept = sorted(_kept(unquote(parts[4] or ""), tracking_only=False))
    address = f"https://{_plain_host(parts[2].lower())}{_VARIANT_TAIL.sub('', path).rstrip('/')}"
    return f"{address}?{'&'.join(kept)}" if kept else address


def _unwrapped(url: str) -> str:
    """The address of the page that a copy in a web archive or a cache shows."""
    for _ in range(_DEEPEST):
        found = _WRAPPED.fullmatch(url)
        if found is None or not found[1]:
            break
        url = f"https://{found[1]}"
    return url


def _plain_host(netloc: str) -> str:
    host = re.sub(r":(?:80|443)?\Z", "", netloc.rpartition("@")[2]).rstrip(".")
    for prefix in _VARIANT_HOSTS:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
    try:
        return idna.encode(host).decode() if not host.isascii() else host
    except (idna.IDNAError, UnicodeError):
        return host
