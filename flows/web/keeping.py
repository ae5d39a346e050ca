"""Keeping posts: all that wait at one moment in one transaction, so that many share the one wait for the disk."""

import asyncio
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Final

from forms.posts import Post

_MOST_TOGETHER: Final = 500

_Waiting = tuple[Post, asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class Keeper:
    """A thread that keeps posts; whoever waits for one is told when it is safe, or that it is not."""

    def __init__(self, keep: Callable[[Sequence[Post]], None]) -> None:
        """Keep with a function that is durable when it returns."""
        self._keep = keep
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="keeper", daemon=True)
        self._thread.start()

    async def keep(self, post: Post) -> None:
        """Return when a post is on the disk; raises what kept it from being so."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._queue.put((post, loop, done))
        await done

    def stop(self) -> None:
        """Keep what waits still, then end."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while True:
            waiting, is_last = self._together()
            if waiting:
                self._keep_all(waiting)
            if is_last:
                return

    def _together(self) -> tuple[list[_Waiting], bool]:
        waiting: list[_Waiting] = []
        while len(waiting) < _MOST_TOGETHER and not (waiting and self._queue.empty()):
            one = self._queue.get()
            if one is None:
                return waiting, True
            waiting.append(one)
        return waiting, False

    def _keep_all(self, waiting: Sequence[_Waiting]) -> None:
        error: Exception | None = None
        try:
            self._keep([post for post, _, _ in waiting])
        except Exception as failure:  # noqa: BLE001 - whatever it is, whoever waits must be told
            error = failure
        for _, loop, done in waiting:
            loop.call_soon_threadsafe(_tell, done, error)


def _tell(done: "asyncio.Future[None]", error: Exception | None) -> None:
    if done.cancelled():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
