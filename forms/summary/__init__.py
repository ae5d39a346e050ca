"""The period summary: what happened, by which rules it is counted, and what may still change."""

from forms.summary.making import summarise
from forms.summary.shape import Summary
from forms.summary.telling import results_text

__all__ = ["Summary", "results_text", "summarise"]
