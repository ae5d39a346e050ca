"""Disclosure control: small counts of people are hidden, with whatever else would tell them."""

from forms.disclosure.protecting import Protection, protect
from forms.disclosure.published import LEAST_PEOPLE_SHOWN, Cell, Hidden, Published, Shown, Sum, mark_of

__all__ = ["LEAST_PEOPLE_SHOWN", "Cell", "Hidden", "Protection", "Published", "Shown", "Sum", "mark_of", "protect"]
