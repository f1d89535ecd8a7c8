"""Outputs of notebooks without what every run changes, and how two runs of a notebook differ."""

import difflib
import re

# Text is compared; what else an output holds is compared by its presence.
TEXTS = ("text/plain", "text/html", "text/markdown")
SKIPPED = "Skipped: "
OBJECT_ID = re.compile(r"(?<=@)[0-9a-f]{5,8}\b")
PORT = re.compile(r"(//(?:localhost|127\.0\.0\.1)):[0-9]+")
UUID = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E-?\d+)?")
# Tags of cells whose numbers differ from run to run, because Flink ML's training does: of the one the
# form is compared, of the other each number, too, to a tenth of its size.
VARIES, ABOUT = "varies", "about"
TOLERANCE = 0.1


def without_noise(notebook):
    """Changes the notebook: no times, no versions, no identifiers, no ports; one output per stream."""
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = merged(cell.outputs)
            for output in cell.outputs:
                hide_ports(output)
    return notebook


def hide_ports(output):
    """A local address lives as long as its process, and each process has another port."""
    if output.output_type == "stream":
        output.text = PORT.sub(r"\1:PORT", output.text)
    for mime in set(TEXTS) & set(output.get("data", {})):
        output.data[mime] = PORT.sub(r"\1:PORT", output.data[mime])


def merged(outputs):
    """The outputs, with what one stream wrote in pieces joined into one."""
    result = []
    streams = {}
    for output in outputs:
        output.pop("transient", None)
        if output.output_type != "stream":
            streams = {}
        elif output.name in streams:
            streams[output.name].text += output.text
            continue
        else:
            streams[output.name] = output
        result.append(output)
    return result


def skipped(cell):
    """What a cell says that could not be run here; empty where all of it was."""
    texts = [output.text for output in cell.get("outputs", []) if output.output_type == "stream"]
    return [line for text in texts for line in text.splitlines() if line.startswith(SKIPPED)]


def differences(name, committed, executed):
    """For each cell whose outputs differ, a text that says where and how; a cell that says that it
    was skipped has none to compare."""
    found = []
    for number, (before, after) in enumerate(zip(committed.cells, executed.cells), start=1):
        if before.cell_type == "code" and (skipped(before) or not skipped(after)):
            diff = difference(before, after)
            if diff:
                found.append(f"{name}, cell {number}: {before.source.splitlines()[0]}\n{diff}\n")
    return found


def difference(before, after):
    """How what two executions of a cell showed differs; empty where it does not."""
    tags = before.metadata.get("tags", [])
    shown = described(before), described(after)
    if VARIES in tags or ABOUT in tags:
        texts = ["\n".join(lines) for lines in shown]
        forms = [NUMBER.sub("N", text) for text in texts]
        if forms[0] == forms[1] and (VARIES in tags or near(*(map(float, NUMBER.findall(text)) for text in texts))):
            return ""
    return "\n".join(difflib.unified_diff(*shown, "committed", "executed", n=2, lineterm=""))


def near(numbers, others):
    return all(abs(a - b) <= TOLERANCE * abs(a) for a, b in zip(numbers, others))


def settled(committed, executed):
    """The notebook as executed, with the committed outputs where the new ones differ only as they may."""
    for before, after in zip(committed.cells, executed.cells):
        tags = before.metadata.get("tags", [])
        unchanged = before.source == after.source and bool(before.get("outputs"))
        if (VARIES in tags or ABOUT in tags) and unchanged and not difference(before, after):
            after.outputs = before.outputs
    return executed


def described(cell):
    """What a cell shows, as lines of text."""
    lines = []
    for output in cell.outputs:
        if output.output_type == "stream":
            lines += [f"[{output.name}]", *masked(output.text)]
        elif output.output_type == "error":
            lines += ["[error]", *masked(output.evalue)]
        else:
            for mime in sorted(output.data):
                lines.append(f"[{mime}]")
                lines += masked(output.data[mime]) if mime in TEXTS else []
    return lines


def masked(text):
    return UUID.sub("UUID", OBJECT_ID.sub("ID", text)).splitlines()
