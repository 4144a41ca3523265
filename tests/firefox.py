"""Starts the system's own Firefox for Playwright, and answers the one call it does not know.

Playwright speaks WebDriver BiDi, the open protocol, to a stock Firefox. It sets media features
for each new window by a command that Firefox ESR has not learned yet; here, between the two,
that command is answered with success, and the window keeps the features of the system.
"""

import asyncio
import json
import re
import shutil
import sys
from asyncio.subprocess import PIPE

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

NAMES = ("firefox-esr", "firefox")
UNKNOWN = "emulation.setMediaFeaturesOverride"
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def installed() -> str | None:
    """The path of the system's Firefox."""
    return next(filter(None, map(shutil.which, NAMES)), None)


async def run(command: list[str]) -> None:
    """Start Firefox, then stand between it and whoever connects until it ends."""
    browser = await asyncio.create_subprocess_exec(*command, stderr=PIPE)
    assert browser.stderr is not None
    async for line in browser.stderr:
        if found := LISTENING.search(line.decode(errors="replace")):
            break
    else:
        return

    async def relay(client: ServerConnection) -> None:
        assert client.request is not None
        async with connect(found[1] + client.request.path, max_size=None) as firefox:
            answers = asyncio.create_task(pass_on(firefox, client))
            async for message in client:
                if json.loads(message).get("method") == UNKNOWN:
                    await client.send(agreed(message))
                else:
                    await firefox.send(message)
            answers.cancel()

    async with serve(relay, "127.0.0.1", 0, max_size=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        await browser.communicate()


async def pass_on(source: ClientConnection, target: ServerConnection) -> None:
    """Hand over what Firefox says."""
    async for message in source:
        await target.send(message)


def agreed(message: str | bytes) -> str:
    """A success without a result, in answer to a command."""
    return json.dumps({"type": "success", "id": json.loads(message)["id"], "result": {}})


if __name__ == "__main__":
    firefox = installed()
    assert firefox, "no Firefox is installed"
    asyncio.run(run([firefox, *sys.argv[1:]]))
