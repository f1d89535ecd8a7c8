"""The parts of `make bench` that stream: bounded files, latency through Kafka, changes of model.

Each function is given what runs a Java main and splits its lines, and gives rows of the last table.
"""

from statistics import median

ROUNDS = 3
LATENCY_SECONDS = 10
CHANGES = 3


def stream(run, say):
    say("Customer files to scores, 4,000,000 rows, 2 slots, tuned plan (about two minutes):")
    runs = {}
    for turn, name, rows, wall, cpu in run("StreamThroughput", ROUNDS):
        say(f"  {turn} {name:16} {int(rows):>9,} rows  {wall} s, CPU {cpu} s")
        if turn != "0":
            runs.setdefault((name, int(rows)), []).append((float(wall), float(cpu)))
    medians = {key: [median(column) for column in zip(*times)] for key, times in runs.items()}
    slow = flink_ml(medians)
    times = {name: [t / rows for t in both] for (name, rows), both in medians.items()}
    times["Flink ML"] = slow
    wall, _ = times.pop("service")
    yield "stream, asking a service", f"{1e-6 / wall:8.3f} million rows/s", "100 rows a request"
    for name, (wall, cpu) in times.items():
        limit = times["plain, writing" if name.endswith("writing") else "plain"][1]
        figures = f"{1e-6 / cpu:8.3f} million rows/CPU s, {1e-6 / wall:.3f}/s"
        ratio = f"CPU {cpu / limit:5.2f} of the plain scorer's"
        faster = "" if name == "Flink ML" else f", {slow[1] / cpu:5.1f} times Flink ML's rows"
        yield f"stream, {name}", figures, ratio + faster


def flink_ml(medians):
    """Seconds and CPU seconds of a row; what a small job takes is taken off."""
    (small, few), (large, many) = sorted(
        (rows, times) for (name, rows), times in medians.items() if name == "Flink ML"
    )
    return [(b - a) / (large - small) for a, b in zip(few, many)]


def latency(run, say):
    say("Topic to topic at 5,000 rows/s, a checkpoint a second (about two minutes):")
    # Not from the first line, which warms up.
    lines = run("StreamLatency", LATENCY_SECONDS, "models")[1:]
    for name, rows, versions, p50, p99, most, *seen in lines:
        figures = f"p50 {p50} ms, p99 {p99} ms, max {most} ms"
        note = f"read_committed {'/'.join(seen)} ms; {rows} rows, {versions} versions"
        yield f"latency, {name}", figures, note


def changes(run, say):
    say("Four ways of changing the model at 5,000 rows/s (about four minutes):")
    for name, count, used, pause, slow, p50, p99 in run("ModelChanges", CHANGES):
        figures = f"used after {used} ms, no row scored for {pause} ms"
        note = f"p99 around it {slow} ms; over all p50 {p50}, p99 {p99} ms; median of {count}"
        yield f"change, {name}", figures, note
