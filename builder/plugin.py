"""The mkdocs plugin: hands what mkdocs renders to the host, and a finished host to the pipeline."""

import tempfile
from pathlib import Path
from typing import cast

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder.host import run as host
from builder.problems import Stop
from builder.project import project


class Options(Config):  # type: ignore[no-untyped-call]  # mkdocs' own base is untyped
    """The plugin has none: everything is settled by where files lie."""


class QantarPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # likewise
    """Lets mkdocs render into nothing, collects the results, then builds the site from them."""

    captures_only = False
    settings = host.UNSET

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point mkdocs, which wipes its output first, at an empty folder of its own."""
        self.scratch = tempfile.TemporaryDirectory(prefix="qantar-")
        self.out, config.site_dir = Path(config.site_dir), self.scratch.name
        self.root = Path(config.config_file_path).parent
        if not self.captures_only:
            self.settings = project(self.root).settings
        self.collected = host.Collected()
        config.theme.static_templates = set()  # no 404, no dated sitemap
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Keep the hand-written pages and add the shells; assets are taken by the host."""
        return host.pages_and_shells(files, config)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Undefined names in the template are errors, not empty text."""
        return host.strict(env)

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Let a hand-written page say what is set and what is not."""
        try:
            return host.said(markdown, self.settings)
        except ValueError as fault:
            raise PluginError(f"{page.file.src_uri}: {fault}") from fault

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep the rendered prose of a hand-written page."""
        self.collected.add_prose(page, html)
        return html

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template its words, links and slots."""
        return cast(TemplateContext, {**context, **host.names_for(page)})

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Keep a rendered shell; nothing is written by mkdocs itself."""
        self.collected.add_shell(page, output)
        return ""

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Build the whole site from what was collected, unless the host alone was asked for."""
        self.scratch.cleanup()
        if self.captures_only:
            return
        from builder.pipeline import build  # not before: the pipeline itself imports the host

        try:
            address = self.settings.site_address
            build(self.root, self.out, hosted=self.collected.hosted(self.root, address=address))
        except Stop as stop:
            raise PluginError(str(stop)) from stop
