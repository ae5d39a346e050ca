"""Whatever is sent to any address: a page that fits it, nothing of it unescaped, and nobody else's answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.catalogue import FORMS
from tests.flows.web_stage import APPLICATION, REPORT, WebStage, web_stage

APPLY = "/lt/namai/application"
MARK = "Zxqvardenis"
"""What stands in somebody's answers and on no page but their own."""

NASTY = st.sampled_from(
    ["<script>alert(1)</script>", "\"'><img src=x>", "{{7*7}}", "=IMPORTXML(1)", "../../etc/passwd", "%00", "\u202e",
     "a\r\nSet-Cookie: x=1", "\ud7ff", "💚" * 50, "x" * 6000, "'; DROP TABLE posts; --"]
)  # fmt: skip
TEXTS = st.one_of(NASTY, st.text(max_size=60))
SEGMENTS = st.one_of(
    st.sampled_from(["lt", "en", "de", "namai", "application", "event-report", "received", "answers", "correct",
                     "withdraw", "static", "pages.css", "health", "", "..", "."]),
    TEXTS,
)  # fmt: skip
NAMES = st.one_of(
    st.sampled_from([question.key for form in FORMS for question in form.questions] + ["_token", "_website", "of"]),
    st.text(min_size=1, max_size=12),
)
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", name="stage")
def stage_with_answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebStage]:
    home: Path = tmp_path_factory.mktemp("fuzz")
    with web_stage(home) as made:
        made.site.per_address._most = made.site.per_organisation._most = 10**6
        made.send(APPLY, APPLICATION | {"first_name": MARK, "last_name": MARK})
        made.night()
        yield made


def look(stage: WebStage, answer: Any) -> None:
    assert answer.status_code < 500, answer.text
    assert MARK not in answer.text
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "set-cookie: x" not in str(answer.headers).casefold()
    location = answer.headers.get("location", "/")
    assert location.startswith(("/", stage.url)), location
    assert not location.startswith("//")
    if "text/html" in answer.headers.get("content-type", ""):
        assert answer.text.startswith("<!DOCTYPE html>")
        assert answer.text.rstrip().endswith("</html>")


@FEW
@given(
    st.lists(SEGMENTS, max_size=5), st.dictionaries(NAMES, TEXTS, max_size=3), st.sampled_from(["GET", "HEAD", "PUT"])
)
def test_any_address(stage: WebStage, segments: list[str], query: dict[str, str], method: str) -> None:
    path = "/" + "/".join(quote(part.encode("utf-8", "replace"), safe="./") for part in segments)
    query = {name: text.encode("utf-8", "replace").decode() for name, text in query.items()}
    answer = stage.client.request(method, stage.url + path, params=query)
    if method != "HEAD":
        look(stage, answer)


@FEW
@given(
    st.sampled_from([APPLY, "/en/namai/event-report", "/lt/namai/coordinator-record"]),
    st.dictionaries(NAMES, st.one_of(TEXTS, st.lists(TEXTS, max_size=3)), max_size=20),
)
def test_any_fields(stage: WebStage, path: str, fields: dict[str, Any]) -> None:
    whole = {**stage.visit(path).fields, **(APPLICATION if "application" in path else REPORT), **fields}
    clean = {
        name.encode("utf-8", "replace").decode(): [one.encode("utf-8", "replace").decode() for one in said]
        for name, told in whole.items()
        if (said := [told] if isinstance(told, str) else told)
    }
    look(stage, stage.post(path, clean))


@FEW
@given(st.binary(max_size=300), st.sampled_from([APPLY, "/answers/x/lt/correct", "/answers/x/lt/withdraw"]))
def test_any_bytes(stage: WebStage, body: bytes, path: str) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    look(stage, stage.client.post(path, content=body, headers=kind))


@FEW
@given(st.data())
def test_any_link_that_is_not_quite_the_right_one(stage: WebStage, data: st.DataObject) -> None:
    token = stage.link().split("/")[2]
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from("abcXYZ019-_.~"))
    altered = token[:place] + letter + token[place + 1 :]
    if altered != token:
        rest = data.draw(st.sampled_from(["lt", "en/correct", "lt/withdraw", "lt/withdrawn"]))
        answer = stage.client.get(f"/answers/{altered}/{rest}")
        look(stage, answer)
        assert answer.status_code == 404
