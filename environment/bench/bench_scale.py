"""Training on many rows or categories: ours beside scikit-learn and Spark MLlib."""

import json
import math
import os
import random
import shlex
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).parent
SKLEARN = Path(".venv/python-udf/bin/python")
SPARK = Path(".venv/spark/bin/spark-submit")
ROWS = [int(rows) for rows in (os.environ.get("SCALE") or "1000000").split(",")]


def once(command, log):
    """A cold process to its end: wall seconds, CPU seconds, peak of its memory in MB, output."""
    started = time.monotonic()
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=log, text=True
    )
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if status != 0:
        raise SystemExit(f"{shlex.join(map(str, command))} failed: {log.name} says why.")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def auroc(printed):
    if printed.startswith("{"):
        return f"{json.loads(printed)['auroc']:.9f}"
    return next(line.split()[-1] for line in printed.splitlines() if line.startswith("auroc"))


def workflows(java, data, store, rows):
    """Name and command of each; heap by the number of rows."""
    heap = "-Xmx768m" if rows <= 1_000_000 else "-Xmx1g"
    train = [*java, heap, "io.flinklab.app.Main", "train", "--json"]
    train += ["--data", data, "--store", store, "--split", "hash"]
    for parallelism in (1, 2, 4):
        arguments = ["--plan", "converged", "--parallelism", parallelism]
        yield f"converged, {parallelism} subtasks, {heap}", [*train, *arguments]
    if rows <= 1_000_000:
        # Long enough for Java's second compiler, which the project's options leave out, to pay.
        train.insert(len(java), "-XX:TieredStopAtLevel=4")
        yield f"tuned, 1 subtask, {heap}, both compilers", [*train, "--plan", "tuned"]
    if SKLEARN.is_file():
        yield "converged, scikit-learn", [SKLEARN, HERE / "scale_sklearn.py", data]
    if SPARK.is_file():
        # A JVM that Python starts would not be in the figures of its process.
        os.environ["PYSPARK_PYTHON"] = str(SPARK.with_name("python").absolute())
        yield "converged, Spark MLlib local[2]", [SPARK, HERE / "scale_spark.py", data]


def write_wide_table(data, schema, rows=125_000, categories=10_000):
    """A category of many values beside a flag and two numbers. Each occurs in the training rows."""
    chance = random.Random(7)
    with data.open("w") as file:
        file.write("id,item,price,age,isNew,bought\n")
        for i in range(rows):
            rank = chance.random()
            item = i if i < categories else int(categories * rank * rank)
            price, age = round(100 * chance.random(), 1), round(60 * chance.random(), 1)
            is_new = int(chance.random() < 0.3)
            z = item * 7919 % 1000 / 250 - 3.5 + 0.02 * price - 0.03 * age + 0.5 * is_new
            bought = int(chance.random() < 1 / (1 + math.exp(-z)))
            file.write(f"{i},item {item:05d},{price},{age},{is_new},{bought}\n")
    columns = [
        {"name": "id", "kind": "key", "type": "number"},
        {"name": "item", "kind": "category"},
        {"name": "price", "kind": "number"},
        {"name": "age", "kind": "number"},
        {"name": "isNew", "kind": "flag"},
        {"name": "bought", "kind": "label", "positive": "1", "negative": "0"},
    ]
    schema.write_text(json.dumps({"columns": columns}))


def sparse(java, work, say):
    """Rows of the last table, with 10,000 categories."""
    data, schema = work / "wide.csv", work / "wide.json"
    write_wide_table(data, schema)
    train = [*java, "-Xmx768m", "io.flinklab.app.Main", "train", "--json", "--plan", "converged"]
    train += ["--data", data, "--schema", schema, "--store", work / "wide"]
    runs = {f"{n} subtasks": [*train, "--parallelism", n] for n in (1, 2)}
    if SKLEARN.is_file():
        for solver in ("lbfgs", "newton-cg"):
            runs[f"scikit-learn, {solver}"] = [SKLEARN, HERE / "scale_sparse.py", data, solver]
    with (work / "log").open("a") as log:
        for name, command in runs.items():
            wall, cpu, memory, printed = once(command, log)
            say(f"  10,000 categories, {name}: {wall:.1f} s, {cpu:.1f} CPU-s")
            yield (
                f"10,000 categories, {name}",
                f"{wall:6.1f} s, {cpu:6.1f} CPU-s, {memory:5.0f} MB",
                f"AUROC {auroc(printed)}",
            )


def scale(java, work, say):
    """Rows of the last table.

    java: a command that takes a main class and its arguments, with an option for the heap before.
    """
    yield from sparse(java, work, say)
    with (work / "log").open("a") as log:
        for rows in ROWS:
            data = work / f"customers-{rows}.csv"
            if not data.is_file():
                generate = ["io.flinklab.app.Main", "generate", "--rows", rows, "--out", data]
                once([*java, *generate], log)
            say(f"Training on {rows:,} customers:")
            for name, command in workflows(java, data, work / "scale", rows):
                wall, cpu, memory, printed = once(command, log)
                load = os.getloadavg()[0]
                say(f"  {name}: {wall:.1f} s, {cpu:.1f} CPU-s   load {load:.1f}")
                yield (
                    f"{rows / 1e6:g} million rows, {name}",
                    f"{wall:6.1f} s, {cpu:6.1f} CPU-s, {memory:5.0f} MB",
                    f"AUROC {auroc(printed)}",
                )
