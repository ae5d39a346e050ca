"""A coordinator's hands in LibreOffice Calc itself: a script in its own language, run without a window."""

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

SOFFICE = shutil.which("soffice")

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Hands"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Hands"
 script:language="StarBasic">{}</script:module>"""
_BASIC = """
Sub Work
  Dim how(0) As New com.sun.star.beans.PropertyValue
  book = StarDesktop.loadComponentFromURL("{before}", "_blank", 0, Array())
{steps}
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{after}", how())
  book.close(True)
End Sub
"""


def work_in_libreoffice(file: Path, profile: Path, steps: str) -> Path:
    """Open a workbook, do the steps (StarBasic, with the document as `book`), save it as .xlsx; return the new file."""
    assert SOFFICE
    after = file.with_name(f"{file.stem}-worked.xlsx")
    office = [SOFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    basic = profile / "user" / "basic"
    if not basic.exists():
        subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    source = _BASIC.format(before=file.as_uri(), after=after.as_uri(), steps=steps)
    (basic / "Standard" / "Hands.xba").write_text(_MODULE.format(escape(source)), encoding="utf-8")
    subprocess.run([*office, "macro:///Standard.Hands.Work"], check=True, capture_output=True, timeout=120)
    return after
