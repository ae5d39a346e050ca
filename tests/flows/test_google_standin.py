"""The stand-in for Google answers as Google does, to gspread and google-auth as they are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
from google.auth.exceptions import RefreshError
from gspread.exceptions import APIError
from gspread.utils import InsertDataOption, ValueRenderOption
from requests.exceptions import ConnectionError as NoConnectionError
from requests.exceptions import JSONDecodeError, ReadTimeout

from tests.google.accounts import SERVICE
from tests.google.faults import FAULTS
from tests.google.forms_api import RefusedError
from tests.google.person import Person
from tests.google.sheets.book import Book
from tests.google.world import Google

BATCH, GET = "sheets.spreadsheets.batchUpdate", "sheets.spreadsheets.get"
ADDRESS = "https://sheets.googleapis.com/v4/spreadsheets"
TABLE = [["Raktas", "Vardas", "Balas"], ["k1", "Ona", 3], ["k2", "Jonas", 1], ["k3", "Rūta", 2]]


@pytest.fixture
def google() -> Iterator[Google]:
    made = Google()
    with made.online():
        yield made


@pytest.fixture
def book(google: Google) -> Book:
    made = google.new_book("Ambasadoriai", shared_with=SERVICE, locale="lt_LT", timeZone="Europe/Vilnius")
    Person(made).write("Sheet1", TABLE)
    return made


@pytest.fixture
def client(google: Google, tmp_path: Path) -> gspread.Client:
    made = gspread.service_account(filename=str(google.key_file(tmp_path / "key.json")))
    made.set_timeout((10, 190))
    return made


def get(client: gspread.Client, book: Book, **query: Any) -> Any:
    return client.http_client.request("get", f"{ADDRESS}/{book.id}", params=query).json()


def batch(client: gspread.Client, book: Book, *requests: Any, **more: Any) -> Any:
    return client.http_client.batch_update(book.id, {"requests": list(requests), **more})


def refusal(client: gspread.Client, book: Book, *requests: Any) -> str:
    with pytest.raises(APIError) as caught:
        batch(client, book, *requests)
    return str(caught.value)


def text_cells(*texts: str) -> Any:
    return {"values": [{"userEnteredValue": {"stringValue": text}} for text in texts]}


# ---- Reading ----


def test_get_gives_the_tabs_without_cells_unless_asked(client: gspread.Client, book: Book) -> None:
    answer = get(client, book)
    assert answer["sheets"] == [
        {
            "properties": {
                "sheetId": 0,
                "title": "Sheet1",
                "index": 0,
                "sheetType": "GRID",
                "gridProperties": {"rowCount": 1000, "columnCount": 26},
            }
        }
    ]
    assert (answer["properties"]["title"], answer["properties"]["locale"]) == ("Ambasadoriai", "lt_LT")


def test_get_gives_what_the_mask_wants(client: gspread.Client, book: Book) -> None:
    Person(book).type("Sheet1", 1, 3, "2026-11-23")
    fields = "properties.timeZone,sheets(properties.title,data.rowData.values(effectiveValue,effectiveFormat.numberFormat.type))"
    assert get(client, book, ranges="Sheet1!C2:D9", fields=fields) == {
        "properties": {"timeZone": "Europe/Vilnius"},
        "sheets": [
            {
                "properties": {"title": "Sheet1"},
                "data": [
                    {
                        "rowData": [
                            {
                                "values": [
                                    {"effectiveValue": {"numberValue": 3}},
                                    {
                                        "effectiveValue": {"numberValue": 46349},
                                        "effectiveFormat": {"numberFormat": {"type": "DATE"}},
                                    },
                                ]
                            },
                            {"values": [{"effectiveValue": {"numberValue": 1}}]},
                            {"values": [{"effectiveValue": {"numberValue": 2}}]},
                        ]
                    }
                ],
            }
        ],
    }


def test_get_with_a_mask_of_nothing_there_is_is_refused(client: gspread.Client, book: Book) -> None:
    with pytest.raises(APIError, match="Invalid field selection sheet"):
        get(client, book, fields="sheet.properties")


def test_values_come_as_people_see_them_or_as_they_are(client: gspread.Client, book: Book) -> None:
    tab = client.open_by_key(book.id).sheet1
    tab.update([["1,5", "2026-11-23", "12:30", "50%", "+37060000000", "'007", "=C2+C3"]], "A6", raw=False)
    assert tab.get("A6:G6") == [["1,5", "2026-11-23", "12:30", "50%", "37060000000", "007", "4"]]
    assert tab.get("A6:G6", value_render_option=ValueRenderOption.unformatted) == [
        [1.5, 46349, 0.5208333333333334, 0.5, 37060000000, "007", 4]
    ]
    assert tab.get("G6", value_render_option=ValueRenderOption.formula) == [["=C2+C3"]]


def test_raw_text_stays_text(client: gspread.Client, book: Book) -> None:
    tab = client.open_by_key(book.id).sheet1
    tab.update([["=1+1", "+370", "1,5"]], "A6", raw=True)
    assert book.sheets[0].values()[5] == ["=1+1", "+370", "1,5"]


def test_append_after_a_gap_in_a_row_goes_beside_it(client: gspread.Client, book: Book) -> None:
    tab = client.open_by_key(book.id).add_worksheet("Tarpas", 10, 10)
    tab.append_row(["a", "", "b"])
    tab.append_row(["a", "", "b"])
    assert book.titled("Tarpas").values() == [["a", None, "b"], [None, None, "a", None, "b"]]


def test_ranges_that_are_none_are_refused(client: gspread.Client, book: Book) -> None:
    spreadsheet = client.open_by_key(book.id)
    for text, words in (("Nėra!A1", "Unable to parse range: Nėra!A1"), ("Sheet1!A2000", "exceeds grid limits")):
        with pytest.raises(APIError, match=words):
            spreadsheet.values_get(text)


# ---- Changing ----


def test_a_batch_is_carried_out_whole_or_not_at_all(client: gspread.Client, book: Book) -> None:
    before = book.sheets[0].values()
    words = refusal(
        client,
        book,
        {"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}}},
        {"updateCells": {"start": {"sheetId": 77}, "rows": [text_cells("a")], "fields": "userEnteredValue"}},
    )
    assert words == "APIError: [400]: Invalid requests[1].updateCells: No grid with id: 77"
    assert book.sheets[0].values() == before


def test_the_answer_shows_the_spreadsheet_after_the_write(client: gspread.Client, book: Book) -> None:
    answer = batch(
        client,
        book,
        {"addSheet": {"properties": {"sheetId": 5, "title": "Kita"}}},
        {"appendCells": {"sheetId": 5, "rows": [text_cells("a", "=b")], "fields": "userEnteredValue"}},
        {"appendCells": {"sheetId": 0, "rows": [text_cells("k4")], "fields": "userEnteredValue"}},
        includeSpreadsheetInResponse=True,
        responseIncludeGridData=True,
        responseRanges=["Kita!A1:B2"],
    )
    (sheet,) = answer["updatedSpreadsheet"]["sheets"]
    assert [cell["userEnteredValue"] for cell in sheet["data"][0]["rowData"][0]["values"]] == [
        {"stringValue": "a"},
        {"stringValue": "=b"},
    ]
    assert book.sheets[0].values()[4] == ["k4"]


def test_update_cells_touches_only_the_named_fields(client: gspread.Client, book: Book) -> None:
    look = {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}}}
    Person(book).note("Sheet1", 1, 2, "pastaba")
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 2}
    batch(client, book, {"updateCells": {"start": start, "rows": [{"values": [look]}], "fields": "userEnteredFormat"}})
    batch(client, book, {"updateCells": {"start": start, "rows": [{"values": [{}]}], "fields": "userEnteredValue"}})
    assert book.sheets[0].cell(1, 2) == {"note": "pastaba", **look}


def test_what_lies_over_cells_and_formulas_follow_inserted_and_deleted_rows(client: gspread.Client, book: Book) -> None:
    person = Person(book)
    person.type("Sheet1", 5, 0, "=C4*2")
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    mark = {"metadataKey": "row", "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    rule = {
        "ranges": [{"sheetId": 0, "startRowIndex": 1, "endRowIndex": 4}],
        "booleanRule": {"condition": {"type": "BLANK"}, "format": {}},
    }
    batch(
        client,
        book,
        {"createDeveloperMetadata": {"developerMetadata": mark}},
        {"addConditionalFormatRule": {"rule": rule}},
        {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0, "startRowIndex": 2}, "warningOnly": True}}},
    )
    person.insert_rows("Sheet1", 1, 2)
    sheet = book.sheets[0]
    assert person.value("Sheet1", 7, 0) == "=C6*2"
    assert book.metadata[0]["location"]["dimensionRange"]["startIndex"] == 5
    assert (sheet.conditional[0]["ranges"][0]["startRowIndex"], sheet.protected[0]["range"]["startRowIndex"]) == (3, 4)
    person.delete_rows("Sheet1", 5)
    assert (person.value("Sheet1", 6, 0), book.metadata) == ("=#REF!*2", [])
    assert sheet.title == "Sheet1"
    assert book.sheets[0].conditional[0]["ranges"][0] == {"sheetId": 0, "startRowIndex": 3, "endRowIndex": 5}


def test_a_range_in_a_formula_shrinks_with_its_rows(book: Book) -> None:
    person = Person(book)
    person.write("Sheet1", [["=SUM(C2:C4)", "=SUM(C$2:$C$3)", '="C4"&C4']], top=7)
    person.delete_rows("Sheet1", 3)
    assert book.sheets[0].values()[6] == ["=SUM(C2:C3)", "=SUM(C$2:$C$3)", '="C4"&#REF!']


def test_copied_formulas_point_to_their_own_row(client: gspread.Client, book: Book) -> None:
    Person(book).type("Sheet1", 1, 3, "=C2*$C$3")
    source = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 3, "endColumnIndex": 4}
    batch(
        client, book, {"copyPaste": {"source": source, "destination": source | {"startRowIndex": 2, "endRowIndex": 4}}}
    )
    assert [row[3] for row in book.sheets[0].values()[1:]] == ["=C2*$C$3", "=C3*$C$3", "=C4*$C$3"]


def test_sorting_puts_empty_cells_last(client: gspread.Client, book: Book) -> None:
    person = Person(book)
    person.type("Sheet1", 1, 2, "")
    person.sort("Sheet1", "Balas", descending=True)
    assert [row["Raktas"] for row in person.records("Sheet1")] == ["k3", "k2", "k1"]
    del client


def test_marks_are_found_by_key(client: gspread.Client, book: Book) -> None:
    mark = {"metadataKey": "run", "metadataValue": "7", "visibility": "DOCUMENT", "location": {"spreadsheet": True}}
    batch(client, book, {"createDeveloperMetadata": {"developerMetadata": mark}})
    (found,) = get(client, book, fields="developerMetadata")["developerMetadata"]
    assert (found["metadataValue"], found["location"]["locationType"]) == ("7", "SPREADSHEET")
    data_filter = {"developerMetadataLookup": {"metadataKey": "run"}}
    batch(client, book, {"deleteDeveloperMetadata": {"dataFilter": data_filter}})
    assert get(client, book, fields="developerMetadata") == {}


def test_charts_are_added_and_deleted(client: gspread.Client, book: Book) -> None:
    source = {
        "sources": [{"sheetId": 0, "startRowIndex": 0, "endRowIndex": 4, "startColumnIndex": 2, "endColumnIndex": 3}]
    }
    chart = {
        "spec": {"basicChart": {"chartType": "COLUMN", "series": [{"series": {"sourceRange": source}}]}},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 5, "columnIndex": 0}}},
    }
    made = batch(client, book, {"addChart": {"chart": chart}})["replies"][0]["addChart"]["chart"]
    assert made["chartId"] == get(client, book)["sheets"][0]["charts"][0]["chartId"]
    batch(client, book, {"deleteEmbeddedObject": {"objectId": made["chartId"]}})
    assert book.sheets[0].charts == []


def test_formulas_in_a_comma_decimal_locale_take_semicolons(client: gspread.Client, book: Book) -> None:
    Person(book).write("Sheet1", [['=IF(C2>2;"daug";"mažai")', "=SUM(C2:C4)", "=IF(C2>2,1,2)", "=KEISTA()"]], top=6)
    assert client.open_by_key(book.id).sheet1.get("A7:D7") == [["daug", "6", "#ERROR!", "#NAME?"]]


def test_today_is_the_clocks(google: Google, client: gspread.Client, book: Book) -> None:
    Person(book).type("Sheet1", 6, 0, "=TODAY()-DATE(2026;11;20)")
    google.clock.sleep(86400)
    assert client.open_by_key(book.id).sheet1.get("A7") == [["4"]]


def test_what_is_zero_is_left_out_but_for_a_tabs_own_id(client: gspread.Client, book: Book) -> None:
    span = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1}
    colour = {"red": 0.5, "green": 0, "blue": 1}
    batch(
        client,
        book,
        {"addProtectedRange": {"protectedRange": {"range": span, "warningOnly": True}}},
        {"repeatCell": {"range": span, "cell": {"userEnteredFormat": {"backgroundColor": colour}}, "fields": "*"}},
    )
    fields = "sheets(properties.sheetId,protectedRanges(range,editors),data.rowData.values.userEnteredFormat)"
    (sheet,) = get(client, book, ranges="A1:A2", fields=fields)["sheets"]
    kept = {"red": 0.49803922, "blue": 1}
    assert sheet == {
        "properties": {"sheetId": 0},
        "protectedRanges": [{"range": {"startRowIndex": 0, "endRowIndex": 1}, "editors": {"users": [SERVICE]}}],
        "data": [
            {
                "rowData": [
                    {
                        "values": [
                            {"userEnteredFormat": {"backgroundColor": kept, "backgroundColorStyle": {"rgbColor": kept}}}
                        ]
                    },
                    {"values": [{}]},
                ]
            }
        ],
    }


def test_marks_of_rows_stand_with_the_rows(client: gspread.Client, book: Book) -> None:
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
    mark = {"metadataKey": "k2", "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    batch(client, book, {"createDeveloperMetadata": {"developerMetadata": mark}})
    Person(book).insert_rows("Sheet1", 1)
    fields = "sheets.data.rowMetadata.developerMetadata.metadataKey"
    (sheet,) = get(client, book, ranges="A1:A5", fields=fields)["sheets"]
    rows = sheet["data"][0]["rowMetadata"]
    assert rows == [{}, {}, {}, {"developerMetadata": [{"metadataKey": "k2"}]}, {}]


def test_values_appended_by_inserting_push_down_what_is_below(client: gspread.Client, book: Book) -> None:
    Person(book).write("Sheet1", [["apačia"]], top=6)
    tab = client.open_by_key(book.id).sheet1
    tab.append_rows([["k4"], ["k5"]], table_range="A1:C4", insert_data_option=InsertDataOption.insert_rows)
    assert [row[:1] for row in book.sheets[0].values()[3:]] == [["k3"], ["k4"], ["k5"], [], [], ["apačia"]]


# ---- Limits and refusals ----


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (
            {"addSheet": {"properties": {"title": "SHEET1"}}},
            'Invalid requests[0].addSheet: A sheet with the name "SHEET1" already exists. Please enter another name.',
        ),
        (
            {"addSheet": {"properties": {"gridProperties": {"rowCount": 1_000_000, "columnCount": 10}}}},
            (
                "Invalid requests[0].addSheet: This action would increase the number of cells in the workbook above the "
                "limit of 10000000 cells."
            ),
        ),
        (
            {"appendCells": {"rows": [text_cells("a" * 50_001)], "fields": "userEnteredValue"}},
            (
                "Invalid requests[0].appendCells: Your input contains more than the maximum of 50000 characters in a "
                "single cell."
            ),
        ),
        (
            {"deleteSheet": {"sheetId": 0}},
            "Invalid requests[0].deleteSheet: You can't remove all the visible sheets in a document.",
        ),
        (
            {"updateSheetProperties": {"properties": {"sheetId": 0, "hidden": True}, "fields": "hidden"}},
            "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document.",
        ),
        (
            {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "b"}}},
            (
                "Invalid requests[0].updateSheetProperties: At least one field must be listed in 'fields'. "
                "(Use '*' to indicate all fields.)"
            ),
        ),
        (
            {"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS"}}},
            "Invalid requests[0].deleteDimension: You can't delete all the rows on the sheet.",
        ),
    ],
)
def test_what_google_refuses_is_refused_in_its_words(
    client: gspread.Client, book: Book, request_: Any, words: str
) -> None:
    assert refusal(client, book, request_) == f"APIError: [400]: {words}"


def test_a_field_that_there_is_not_fails_the_test(client: gspread.Client, book: Book) -> None:
    with pytest.raises(AssertionError, match="batchUpdate: request"):
        batch(client, book, {"deleteSheet": {"sheetID": 0}})


def test_protected_cells_are_for_their_editors(client: gspread.Client, book: Book) -> None:
    Person(book).protect("Sheet1", startColumnIndex=2, endColumnIndex=3)
    cells = {"rows": [text_cells("a")], "fields": "userEnteredValue"}
    batch(client, book, {"updateCells": {"start": {"sheetId": 0}, **cells}})
    assert refusal(client, book, {"updateCells": {"start": {"sheetId": 0, "columnIndex": 2}, **cells}}) == (
        "APIError: [400]: Invalid requests[0].updateCells: You are trying to edit a protected cell or object. "
        "Please contact the spreadsheet owner to remove protection if you need to edit."
    )


def test_files_that_are_not_ours_are_refused(google: Google, client: gspread.Client, book: Book) -> None:
    answers: dict[str, str] = {}
    google.files[book.id].share(SERVICE, "reader")
    get(client, book)
    answers["reader writes"] = refusal(client, book, {"addSheet": {}})
    google.files[book.id].unshare(SERVICE)
    excel, form = google.new_excel("x", SERVICE), google.new_form("f", "f")
    google.files[form.id].share(SERVICE)
    for name, address in (("not shared", book.id), ("nothing", "none"), ("excel", excel.id), ("form", form.id)):
        with pytest.raises(APIError) as caught:
            client.http_client.fetch_sheet_metadata(address)
        answers[name] = str(caught.value)
    assert answers == {
        "reader writes": "APIError: [403]: The caller does not have permission",
        "not shared": "APIError: [403]: The caller does not have permission",
        "nothing": "APIError: [404]: Requested entity was not found.",
        "excel": "APIError: [400]: This operation is not supported for this document",
        "form": "APIError: [400]: This operation is not supported for this document",
    }


def test_a_service_account_has_no_room_for_files(client: gspread.Client) -> None:
    with pytest.raises(APIError, match="storage quota has been exceeded"):
        client.create("Nauja")


def test_an_interface_switched_off_says_where_to_switch_it_on(
    google: Google, client: gspread.Client, book: Book
) -> None:
    google.disabled.add("sheets")
    with pytest.raises(APIError, match="Google Sheets API has not been used in project"):
        get(client, book)


def test_a_deleted_account_gets_no_token(google: Google, client: gspread.Client, book: Book) -> None:
    google.accounts.gone.add(SERVICE)
    with pytest.raises(RefreshError, match="invalid_grant"):
        get(client, book)


def test_a_key_that_is_another_gets_no_token(google: Google, book: Book, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    content = json.loads(google.key_file(tmp_path / "key.json").read_text()) | {"private_key": key.decode()}
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        gspread.service_account_from_dict(content).open_by_key(book.id)


# ---- What happens meanwhile ----


def test_a_minutes_quota_is_filled_and_passes(google: Google, client: gspread.Client, book: Book) -> None:
    for _ in range(60):
        get(client, book, fields="spreadsheetId")
    with pytest.raises(APIError, match="Quota exceeded for quota metric 'Read requests'"):
        get(client, book)
    batch(client, book, {"addSheet": {}})
    google.clock.sleep(60)
    get(client, book)


def test_people_edit_before_and_after_a_call(google: Google, client: gspread.Client, book: Book) -> None:
    person = Person(book)
    google.before(BATCH, lambda: person.insert_rows("Sheet1", 1))
    google.after(BATCH, lambda: person.type("Sheet1", 0, 1, "Vardas, pavardė"))
    cells = {"start": {"sheetId": 0, "rowIndex": 1}, "rows": [text_cells("x")], "fields": "userEnteredValue"}
    answer = batch(
        client, book, {"updateCells": cells}, includeSpreadsheetInResponse=True, responseIncludeGridData=True
    )
    rows = answer["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"]
    assert [rows[row]["values"][column]["formattedValue"] for row, column in ((0, 1), (1, 0), (2, 0))] == [
        "Vardas",
        "x",
        "k1",
    ]
    assert person.header("Sheet1") == ["Raktas", "Vardas, pavardė", "Balas"]


@pytest.mark.parametrize("how", sorted(FAULTS))
def test_faults_happen_once_and_some_after_the_write(
    google: Google, client: gspread.Client, book: Book, how: str
) -> None:
    google.fail(BATCH, how)
    with pytest.raises((APIError, NoConnectionError, ReadTimeout, JSONDecodeError)) as caught:
        batch(client, book, {"addSheet": {"properties": {"title": "Nauja"}}})
    if isinstance(caught.value, APIError) and how.startswith("4"):
        assert str(caught.value.code) == how[:3]
    assert [sheet.title for sheet in book.sheets] == ["Sheet1", *(["Nauja"] if FAULTS[how].carried_out else [])]
    batch(client, book, {"addSheet": {"properties": {"title": "Antra"}}})


def test_calls_are_kept(google: Google, client: gspread.Client, book: Book) -> None:
    batch(client, book, {"addSheet": {}}, {"deleteSheet": {"sheetId": 0}})
    get(client, book)
    assert google.names() == [BATCH, GET]
    assert (google.calls[0].kinds(), google.calls[0].account) == (["addSheet", "deleteSheet"], SERVICE)


def test_a_person_may_not_type_what_a_strict_drop_down_has_not(client: gspread.Client, book: Book) -> None:
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "taip"}]}, "strict": True}
    span = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 2, "endColumnIndex": 3}
    batch(client, book, {"setDataValidation": {"range": span, "rule": rule}})
    person = Person(book)
    person.type_in("Sheet1", "k1", "Balas", "taip")
    with pytest.raises(RefusedError, match="violates the data validation rules"):
        person.type_in("Sheet1", "k1", "Balas", "gal")


def test_people_move_rename_and_hide(book: Book) -> None:
    person = Person(book)
    person.move_column("Sheet1", "Balas", 0)
    person.insert_columns("Sheet1", 1)
    person.delete_columns("Sheet1", 2)
    person.add_tab("Antras")
    person.rename_tab("Sheet1", "Pirmas")
    person.move_tab("Antras", 0)
    person.filter("Pirmas", "Balas", ["1"])
    assert [sheet.title for sheet in book.sheets] == ["Antras", "Pirmas"]
    assert person.header("Pirmas") == ["Balas", None, "Vardas"]
    assert book.titled("Pirmas").row_looks == {2: {"hiddenByFilter": True}}
    assert person.replace("ona", "Onutė", matchEntireCell=True)["occurrencesChanged"] == 1


def test_forms_and_drive_answer_at_the_same_door(google: Google, client: gspread.Client, book: Book) -> None:
    form = google.new_form("Anketa", "Anketa")
    session = client.http_client.session
    answer = session.get(f"https://forms.googleapis.com/v1/forms/{form.id}", timeout=10)
    assert answer.json()["info"]["title"] == "Anketa"
    files = client.list_spreadsheet_files()
    assert [(file["id"], file["name"]) for file in files] == [(book.id, "Ambasadoriai")]
    client.open_by_key(book.id).share("kolege@zvelk-giliau.example", perm_type="user", role="reader", notify=False)
    assert google.files[book.id].role("kolege@zvelk-giliau.example") == "reader"
