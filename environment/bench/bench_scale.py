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


def ours(java, archive, data, store, rows):
    """Name and command of each of our runs, without the class archive and with it; heap by rows."""
    few = rows <= 1_000_000
    heap = "-Xmx768m" if few else "-Xmx1g"
    arguments = ["--data", data, "--store", store, "--split", "hash"]

    def train(plan, parallelism, *options):
        main = [heap, "io.flinklab.app.Main", "train", "--json", "--plan", plan]
        return [*java, *options, *main, *arguments, "--parallelism", parallelism]

    def both(name, *training):
        yield name, train(*training)
        if archive:
            yield f"{name}, class archive", train(*training, *archive)

    for parallelism in (1, 2, 4):
        yield from both(f"converged, {parallelism} subtasks, {heap}", "converged", parallelism)
    if few:
        # Long enough for Java's second compiler, which the project's options leave out, to pay.
        compilers = "-XX:TieredStopAtLevel=4"
        yield from both(f"tuned, 1 subtask, {heap}, both compilers", "tuned", 1, compilers)


def others(data):
    """Name and command of each program that trains `converged` on the same rows."""
    if SKLEARN.is_file():
        yield "scikit-learn", [SKLEARN, HERE / "scale_sklearn.py", data]
    if SPARK.is_file():
        # A JVM that Python starts would not be in the figures of its process.
        os.environ["PYSPARK_PYTHON"] = str(SPARK.with_name("python").absolute())
        yield "Spark MLlib local[2]", [SPARK, HERE / "scale_spark.py", data]


def shares(run, peers):
    """A run's CPU and wall as shares of each peer's, in words."""
    return "".join(
        f"; {run[1] / peer[1]:.2f} of the CPU, {run[0] / peer[0]:.2f} of the wall of {name}"
        for name, peer in peers.items()
    )


def line(name, run, note=""):
    wall, cpu, memory, printed = run
    figures = f"{wall:6.1f} s, {cpu:6.1f} CPU-s, {memory:5.0f} MB"
    return name, figures, f"AUROC {auroc(printed)}{note}"


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
    own = {f"{n} subtasks": [*train, "--parallelism", n] for n in (1, 2)}
    peers = {}
    if SKLEARN.is_file():
        for solver in ("lbfgs", "newton-cg"):
            command = [SKLEARN, HERE / "scale_sparse.py", data, solver]
            peers[f"scikit-learn {solver}"] = command
    yield from measured("10,000 categories", own, peers, work, say)


def measured(what, own, peers, work, say):
    """Rows of the last table: each command once, ours with their shares of the peers' figures."""
    with (work / "log").open("a") as log:

        def run(name, command):
            result = once(command, log)
            say(f"  {what}, {name}: {result[0]:.1f} s, {result[1]:.1f} CPU-s   load {load():.1f}")
            return result

        runs = {name: run(name, command) for name, command in own.items()}
        beside = {name: run(name, command) for name, command in peers.items()}
    for name, result in runs.items():
        # The peers have the features of `converged`.
        alike = {} if name.startswith("tuned") else beside
        yield line(f"{what}, {name}", result, shares(result, alike))
    for name, result in beside.items():
        yield line(f"{what}, {name}", result)


def load():
    return os.getloadavg()[0]


def scale(java, archive, work, say):
    """Rows of the last table.

    java: a command that takes a main class and its arguments, with options of Java before.
    archive: the option that gives it the class archive, in a list; empty where there is none.
    """
    yield from sparse(java, work, say)
    for rows in ROWS:
        data = work / f"customers-{rows}.csv"
        if not data.is_file():
            generate = ["io.flinklab.app.Main", "generate", "--rows", rows, "--out", data]
            with (work / "log").open("a") as log:
                once([*java, *generate], log)
        say(f"Training on {rows:,} customers:")
        own = dict(ours(java, archive, data, work / "scale", rows))
        yield from measured(f"{rows / 1e6:g} million rows", own, dict(others(data)), work, say)
