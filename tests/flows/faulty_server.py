"""A mail server with bad days, as a program: `faulty_server.py PORT LOG SEED`; the log tells what became of each letter.

Lines of the log: `kept ID` whenever a letter is stored.
"""

import asyncio
import os
import sys
from email.parser import BytesHeaderParser
from random import Random
from typing import Any

from aiosmtpd.smtp import SMTP

SILENT = 0.8
"""Seconds; longer than the sender's patience in the tests."""
RECIPIENT = (
    "421 4.3.2 Closing", "450 4.2.0 Greylisted", "451 4.3.0 Later", "550 5.1.1 No such user", "552 5.2.2 Mailbox full",
    "silent",
)  # fmt: skip
CONTENT = (
    "421 4.3.2 Closing", "450 4.7.1 Try later", "451 4.3.0 Local error", "452 4.3.1 No space", "550 5.7.1 Spam",
    "552 5.2.2 Mailbox full", "cut", "cut and keep", "silent", "silent and keep",
)  # fmt: skip


class Faulty:
    """Gives one answer in six a fault, of a kind drawn by lot."""

    def __init__(self, log: int, random: Random) -> None:
        self._log, self._random = log, random

    def _write(self, line: str) -> None:
        os.write(self._log, f"{line}\n".encode())  # whole and at once: the program may be killed after it

    def _fault(self, kinds: tuple[str, ...]) -> str:
        return self._random.choice(kinds) if self._random.random() < 1 / 6 else ""

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        fault = self._fault(RECIPIENT)
        if fault == "silent":
            await asyncio.sleep(SILENT)
            server.transport.abort()
        if fault:
            if fault.startswith("421"):
                asyncio.get_running_loop().call_soon(server.transport.close)
            return fault
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - likewise
        identity = str(BytesHeaderParser().parsebytes(envelope.content)["Message-ID"])
        fault = self._fault(CONTENT)
        if not fault or fault.endswith("keep"):
            self._write(f"kept {identity}")
        if fault.startswith("cut"):
            server.transport.abort()
        if fault.startswith("silent"):
            await asyncio.sleep(SILENT)
            server.transport.abort()
        return fault if fault[:1].isdigit() else "250 OK"


async def main(port: int, log: str, seed: int) -> None:
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    faulty: Any = Faulty(file, Random(seed))  # noqa: S311 - faults need no cryptography
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(faulty, loop=loop), "127.0.0.1", port)
    async with server:
        print("ready", flush=True)  # noqa: T201 - the test waits for it
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
