"""Small workbooks, written part by part, so that a test can break one thing at a time."""

import zipfile
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def text(reference: str, words: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(reference: str, value: float) -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


def row(index: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{index}"{attributes}>{"".join(cells)}</row>'


def table(rows: int, *, top: int = 1, left: str = "A", right: str = "B") -> str:
    """A header "Rep", "Amount" and rows of data, as markup."""
    lines = [row(top, text(f"{left}{top}", "Rep"), text(f"{right}{top}", "Amount"))]
    for index in range(1, rows + 1):
        at = top + index
        lines.append(row(at, text(f"{left}{at}", f"Ann {index}"), number(f"{right}{at}", index * 10)))
    return "".join(lines)


def sheet(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(sheets: dict[str, str], *, states: dict[str, str] | None = None, properties: str = "") -> dict[str, str]:
    """A workbook's parts by name; ``sheets`` maps sheet names to markup."""
    numbered = list(enumerate(sheets, 1))
    states = states or {}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{states.get(name, "visible")}" r:id="r{i}"/>'
        for i, name in numbered
    )
    related = "".join(
        f'<Relationship Id="r{i}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i, _ in numbered
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for i, _ in numbered
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_TYPE}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">{properties}<sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        **{f"xl/worksheets/sheet{i}.xml": sheets[name] for i, name in numbered},
    }


def write(path: Path, content: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, markup in content.items():
            file.writestr(name, markup)
    return path


def workbook(path: Path, rows: str, after: str = "") -> Path:
    """One sheet called "Log"."""
    return write(path, parts({"Log": sheet(rows, after)}))
