"""Commands that run everything: `demo` and `serve`."""

import sys
from typing import Annotated

import typer

from flows.cli.options import AsOf, Ending, Home, spoken, warn


def demo(home: Home = None, as_of: AsOf = None) -> None:  # noqa: ARG001 - every command takes it; the sample has its own
    """Run the whole pipeline on the sample, through Prefect: the results of 2023, letters and summary included.

    Everything in the sample is made up. Running it again changes nothing and sends nothing twice.
    """
    from config.settings import load_settings
    from flows.errors import OutsideError
    from flows.prefect_rim import prepare_prefect

    settings = load_settings(home)
    prepare_prefect(settings)
    from flows.demo import run_demo  # imports Prefect, which reads its environment then

    try:
        run_demo(settings, spoken())
    except OutsideError as error:
        warn(error.say(spoken()))
        sys.exit(Ending.REFUSED)


def serve(
    home: Home = None,
    port: Annotated[int, typer.Option(help="Port of Prefect's pages, on this machine alone.")] = 4200,
    as_of: AsOf = None,  # noqa: ARG001 - every command takes it; schedules go by the clock
) -> None:
    """Run the forms' pages, Prefect's server and all schedules as one tree of processes, until Ctrl-C."""
    from flows.cli.options import settings_at
    from flows.errors import OutsideError
    from flows.prefect_rim import prepare_prefect

    settings = settings_at(home)
    prepare_prefect(settings, f"http://127.0.0.1:{port}/api")
    from flows.serving import run_server  # imports Prefect, which reads its environment then

    try:
        run_server(settings, port, spoken())
    except OutsideError as error:
        warn(error.say(spoken()))
        sys.exit(Ending.REFUSED)


def pages(
    home: Home = None,
    as_of: AsOf = None,  # noqa: ARG001 - every command takes it; who fills in a form does so now
) -> None:
    """Serve the forms as our own pages, without any schedule, until Ctrl-C.

    LOOKDEEPER_WEB_HOST and LOOKDEEPER_WEB_PORT say where, LOOKDEEPER_PUBLIC_URL how people reach them through a proxy.
    """
    from flows.cli.options import settings_at
    from flows.errors import OutsideError
    from flows.web.server import serve_pages

    settings = settings_at(home)
    try:
        serve_pages(settings)
    except OutsideError as error:
        warn(error.say(spoken()))
        sys.exit(Ending.REFUSED)
