"""Executes the notebooks. Run from the project's virtual environment, in any directory.

usage: notebooks.py run      execute on DATA, write HTML, print the table of results
       notebooks.py check    execute, fail where outputs are not the committed ones
       notebooks.py refresh  execute, write the outputs back into the notebooks
Names of notebooks (for example 03-train) may follow; the default is all of them.
"""

import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter

from notebook_outputs import differences, settled, skipped, without_noise

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = PROJECT / "notebooks"
PAGES = PROJECT / "target" / "notebooks"
RESULTS_DIRECTORY = PROJECT / "target" / "lesson"
SECONDS_PER_CELL = 300
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

PAGE = """
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_css -%}
{{ super() }}
<style>.jp-RenderedMarkdown .highlight pre { font-family: monospace; line-height: 1.3; }</style>
{%- endblock -%}
{%- block data_png -%}
{{ super() | replace('<img ', '<img alt="' ~ output | get_metadata('alt', 'image/png') | escape_html ~ '" ', 1) }}
{%- endblock -%}
"""


def execute(path):
    """The notebook at this path, executed; the file stays as it is."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="java",
        timeout=SECONDS_PER_CELL,
        startup_timeout=120,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    started = time.monotonic()
    try:
        with (PAGES / f"{path.stem}.log").open("w", encoding="utf-8") as log:
            client.execute(stderr=log)
    except CellExecutionError:
        fail(path, failure(notebook))
    except (CellTimeoutError, DeadKernelError) as error:
        fail(path, str(error))
    print(f"{path.stem}: executed in {time.monotonic() - started:.1f} s", flush=True)
    return without_noise(notebook)


def failure(notebook):
    """Where the first cell that failed stands, its source, and Java's own words."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                words = COLOUR.sub("", "\n".join(output.traceback)).strip()
                return f"cell {number} failed:\n{indented(cell.source)}\n{words}"
    return "a cell failed"


def indented(text):
    return "".join(f"    {line}\n" for line in text.splitlines())


def fail(path, words):
    log = (PAGES / f"{path.stem}.log").relative_to(PROJECT)
    sys.exit(f"{path.stem}, {words}\n(the JVM's own log: {log})")


def run(paths):
    for path in paths:
        notebook = execute(path)
        body, _ = HTMLExporter(raw_template=PAGE).from_notebook_node(notebook)
        (PAGES / f"{path.stem}.html").write_text(body, encoding="utf-8")
    print_results(RESULTS_DIRECTORY / "results.json")
    print(f"Pages to read: {PAGES.relative_to(PROJECT)}/")


def check(paths):
    found = []
    for path in paths:
        committed = without_noise(nbformat.read(path, as_version=4))
        executed = execute(path)
        found += differences(path.stem, committed, executed)
        for number, cell in enumerate(executed.cells, start=1):
            for line in skipped(cell):
                print(f"{path.stem}, cell {number}: {line}", flush=True)
    if found:
        cure = "If the new outputs are right, `make notebooks` writes them into the notebooks."
        sys.exit("\n".join([*found, f"{len(found)} cells differ from their committed outputs.", cure]))
    print(f"{len(paths)} notebooks give their committed outputs.")


def refresh(paths):
    for path in paths:
        committed = nbformat.read(path, as_version=4)
        nbformat.write(settled(committed, execute(path)), path)


def print_results(path):
    """The results that the notebooks left, in aligned columns."""
    if not path.exists():
        return
    results = json.loads(path.read_text(encoding="utf-8"))
    columns = list(dict.fromkeys(key for result in results for key in result))
    rows = [columns, *([cell(result.get(key)) for key in columns] for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    print()
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
    print()


def cell(value):
    if isinstance(value, float):
        return f"{value:.5f}"
    return "" if value is None else str(value)


def chosen(names):
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    unknown = set(names) - {path.stem for path in paths}
    if unknown:
        known = ", ".join(path.stem for path in paths)
        sys.exit(f"No notebook {', '.join(sorted(unknown))}; there are {known}.")
    if not paths:
        sys.exit(f"There is no notebook in {NOTEBOOKS}.")
    return [path for path in paths if not names or path.stem in names]


def main(command=None, *names):
    commands = {"run": run, "check": check, "refresh": refresh}
    if command not in commands:
        sys.exit(__doc__)
    data = (PROJECT / os.environ.get("DATA", "data/churn.csv")).resolve()
    if command == "run" and not data.is_file():
        sys.exit(f"DATA names no file: {data}. Give the path of a Churn_Modelling.csv.")
    # Only `run` works on the reader's data: the committed outputs are those of the shipped data.
    os.environ["DATA"] = str(data if command == "run" else PROJECT / "data" / "churn.csv")
    if command != "run":
        os.environ["KAFKA"] = "none"  # and those of a machine without Kafka
    shutil.rmtree(RESULTS_DIRECTORY, ignore_errors=True)
    PAGES.mkdir(parents=True, exist_ok=True)
    commands[command](chosen(names))


if __name__ == "__main__":
    main(*sys.argv[1:])
