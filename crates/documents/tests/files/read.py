"""Reads HWPX files with an implementation that is not ours, and prints what it finds as JSON.

For each file: what keeps word processors from opening it, the text at the head and foot of pages and in the body, and
each table as [rows, columns, rows of the header].
"""

import json
import sys

from hwpx.document import HwpxDocument
from hwpx.tools.package_validator import validate_editor_open_safety, validate_package
from hwpx.tools.text_extractor import TextExtractor, strip_namespace
from hwpx.tools.validator import validate_document


def read(path):
    out = {"header": [], "body": [], "footer": [], "tables": [], "problems": []}
    report = validate_package(path)
    out["problems"] += [str(issue) for issue in report.issues]
    out["problems"] += [] if validate_editor_open_safety(path).ok else ["not safe to open"]
    out["problems"] += [str(issue) for issue in validate_document(path).issues]
    with TextExtractor(path) as extractor:
        for section in extractor.iter_sections():
            for paragraph in extractor.iter_paragraphs(section):
                tags = [part.split("[")[0] for part in paragraph.hierarchy]
                story = "header" if "header" in tags else "footer" if "footer" in tags else "body"
                out[story].append(paragraph.text())
            for element in section.element.iter():
                if strip_namespace(element.tag) == "tbl":
                    cells = [cell for cell in element.iter() if strip_namespace(cell.tag) == "tc"]
                    headers = {
                        address.get("rowAddr")
                        for cell in cells
                        if cell.get("header") == "1"
                        for address in cell
                        if strip_namespace(address.tag) == "cellAddr"
                    }
                    out["tables"].append([int(element.get("rowCnt")), int(element.get("colCnt")), len(headers)])
    for story in ("header", "body", "footer"):
        out[story] = "\n".join(out[story])
    # The whole document through the reader that people use.
    with HwpxDocument.open(path) as document:
        out["pictures"] = len(document.media.images)
        out["paragraphs"] = len(document.paragraphs)
    return out


print(json.dumps({path: read(path) for path in sys.argv[1:]}, ensure_ascii=False))
