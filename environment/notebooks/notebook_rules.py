"""Holds the notebooks to the rules of the house; prints every breach with its place."""

import re
import sys
from pathlib import Path

import nbformat

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
MOST_LINES = 10
TYPE = re.compile(r"^\s*(?:\w+\s+)*(?:class|record|interface|enum)\s+[A-Z]\w*\s*[({<]?", re.M)
METHOD = re.compile(r"^\s*(?:(?:public|private|protected|static|final)\s+)+[\w<>\[\], ]+\s+\w+\s*\(", re.M)
PLAIN_METHOD = re.compile(r"^\s*(?!return\b|new\b|else\b|throw\b)[\w<>\[\]]+ \w+\([^;]*\)\s*\{", re.M)


def breaches(notebook):
    """Pairs of a cell's number, from 1, and what is wrong with it."""
    before = None
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            if before is None or before.cell_type != "markdown":
                yield number, "has no prose before it"
            yield from ((number, fault) for fault in code_faults(cell))
        before = cell
    if not notebook.cells or notebook.cells[-1].cell_type != "markdown":
        yield len(notebook.cells), "is the last one and is not prose: close with a recap"


def code_faults(cell):
    lines = [line for line in cell.source.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        yield f"has {len(lines)} lines; at most {MOST_LINES}: move the work into the module"
    if TYPE.search(cell.source):
        yield "defines a type: define it in the module"
    elif METHOD.search(cell.source) or PLAIN_METHOD.search(cell.source):
        yield "defines a method: define it in the module"
    if cell.execution_count is None:
        yield "was committed without being executed: run `make notebooks`"
    if any(output.output_type == "error" for output in cell.outputs) and not expects_error(cell):
        yield "was committed with an error"
    if any(lacks_words(output) for output in cell.outputs):
        yield "shows a picture without alternative text"


def expects_error(cell):
    return "raises-exception" in cell.metadata.get("tags", [])


def lacks_words(output):
    data = output.get("data", {})
    if "image/svg+xml" in data:
        return True  # an untrusted notebook, as every fresh clone is, does not show it
    alt = output.get("metadata", {}).get("image/png", {}).get("alt", "")
    return "image/png" in data and not (alt.strip() and data.get("text/plain", "").strip())


def main():
    found = 0
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for number, fault in breaches(nbformat.read(path, as_version=4)):
            print(f"{path.name}, cell {number} {fault}", file=sys.stderr)
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
