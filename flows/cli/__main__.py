"""The command line as a module: for processes that start one another, wherever the program is installed."""

from flows.cli import main

main()
