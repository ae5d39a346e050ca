"""Charts as pictures."""

from xml.etree import ElementTree as ET

from flows.adapters.drawing import draw_png, draw_svg
from forms.charts import Bar, Chart, Direction
from forms.words import Language

EVENTS = Chart(
    "Renginiai šiemet",
    (Bar("Kontaktiniai mokymai", 3, goal=8), Bar("Susitikimas su žmonėmis <b>", 2), Bar("Įdomybės", 0)),
    Direction.RIGHT,
)


def test_chart_says_all_that_it_shows() -> None:
    assert EVENTS.describe(Language.LT) == (
        "Renginiai šiemet. Kontaktiniai mokymai: 3 iš 8; Susitikimas su žmonėmis <b>: 2; Įdomybės: 0."
    )
    assert Chart("Events", (Bar("Seminars", 1, goal=4),), Direction.UP).describe(Language.EN) == (
        "Events. Seminars: 1 of 4."
    )


def test_same_chart_is_the_same_picture() -> None:
    first = draw_png(EVENTS, scale=1)
    assert first.startswith(b"\x89PNG\r\n")
    assert len(first) < 20_000
    assert draw_png(EVENTS, scale=1) == first


def test_drawing_tells_every_bar_in_its_order() -> None:
    drawn = ET.fromstring(draw_svg(EVENTS))  # noqa: S314 - our own drawing
    texts = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["Kontaktiniai mokymai", "Susitikimas su žmonėmis <b>", "Įdomybės", "3 / 8", "2", "0"]


def test_chart_of_nothing_can_be_drawn() -> None:
    assert draw_png(Chart("Nieko", (), Direction.UP)).startswith(b"\x89PNG")


def test_label_of_letters_beyond_the_first_plane_is_cut_where_it_is_too_long() -> None:
    label = "0" * 36 + "𝐀𝒎𝒖𝒘"
    assert draw_png(Chart("Pavadinimas", (Bar(label, 3),), Direction.RIGHT)).startswith(b"\x89PNG")
