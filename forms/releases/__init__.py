"""Releases: summaries that were handed over, kept unchangeable, and what later data changed in them."""
