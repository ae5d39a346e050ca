"""Figures: the numbers of the programme, each with its definition and the rows behind it."""

from forms.figures.counting import Counted, Value
from forms.figures.plan import Plan, elapsed_term, plan_against_actual, share_of_term
from forms.figures.registry import BY_KEY, FIGURES, WAITING_DEFINITION, Figure
from forms.figures.together import merge_contracts, merge_pictures

__all__ = [
    "BY_KEY",
    "FIGURES",
    "WAITING_DEFINITION",
    "Counted",
    "Figure",
    "Plan",
    "Value",
    "elapsed_term",
    "merge_contracts",
    "merge_pictures",
    "plan_against_actual",
    "share_of_term",
]
