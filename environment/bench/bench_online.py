"""Learning on a stream: beside river, through Kafka beside scoring alone, and the heap of a long one."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
RIVER = Path(".venv/river/bin/python")
TIMES = 400
LATENCY_SECONDS = 10
ROWS = 5_000_000


def online(run, say):
    """Rows of the last table.

    run: runs a Java main on arguments and splits its lines; its last argument is the heap's size.
    """
    yield from beside_river(run, say)
    yield from latency(run, say)
    yield from memory(run, say)


def beside_river(run, say):
    say("A learner alone, rows of Phishing (some seconds):")
    script = [str(RIVER), str(HERE / "online_river.py"), str(TIMES)]
    printed = subprocess.run(script, stdout=subprocess.PIPE, text=True, check=True).stdout
    river = {name: figures for name, *figures in map(str.split, printed.splitlines())}
    for name, rows, seconds, total in run("LearnerRates", [TIMES]):
        _, its_seconds, its_total = river[name]
        yield (
            f"online, {name} alone",
            f"{int(rows) / float(seconds) / 1e6:8.3f} million rows/CPU s",
            f"{float(its_seconds) / float(seconds):5.0f} times river's;"
            f" scores' sum {float(total):.6f}, river's {float(its_total):.6f}",
        )


def latency(run, say):
    say("Topic to topic at 5,000 rows/s, scoring alone and learning (about a minute):")
    alone = None
    for name, rows, _, p50, p99, most, *_ in run(
        "StreamLatency", ["work", "model", LATENCY_SECONDS, "learning"]
    )[1:]:
        alone = alone or float(p99)
        figures = f"p50 {p50} ms, p99 {p99} ms, max {most} ms"
        yield f"online, {name}", figures, f"p99 {float(p99) / alone:.2f} of scoring alone; {rows} rows"


def memory(run, say):
    say(f"The heap of a job that learns from {ROWS:,} rows (about a minute):")
    lines = run("LearnerMemory", ["work", "model", ROWS], heap="-Xmx256m")
    (first, least, _), *_, (last, most, seconds) = lines
    yield (
        "online, heap in use, -Xmx256m",
        f"{least} MiB after {int(first):,} rows",
        f"{most} MiB after {int(last):,}; {seconds} CPU s in all",
    )
