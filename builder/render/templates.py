"""The templates of record pages: autoescaping, strict, knowing the reader."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.render import claims
from builder.render.reader import Reader


@lru_cache(maxsize=4)
def environment(folder: Path) -> Environment:
    """The templates below `folder`; an undefined name is an error, never an empty text."""
    env = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["claims"] = claims
    return env


def compile_all(folder: Path) -> None:
    """Compile every template now, so that processes that are forked later need not."""
    env = environment(folder)
    for name in env.list_templates():
        env.get_template(name)


def fill(folder: Path, template: str, reader: Reader, **values: object) -> str:
    """Fill one template on behalf of a reader."""
    return environment(folder).get_template(template).render(r=reader, **values)
