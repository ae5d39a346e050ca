"""Made-up names that the letters' examples share; nobody has them."""

from forms.words import Language

COORDINATOR = "koordinatore@kurybosnamai.example.org"


def house(language: Language) -> str:
    """Return the made-up organisation's name."""
    return "Kūrybos namai" if language is Language.LT else "Creative House"
