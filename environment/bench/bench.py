"""Measures the workflow, the scorer, training, a search, streams and the service; prints ratios of
one run, asserts nothing.

`make bench` compiles and calls it. Environment: DATA, a customer file with the
article's 10,000 rows; REPEATS, how often the two workflows run (default 5; what is for comparison
runs about half as often); ONLY, which parts to run, with commas between them (default: all but
changes and metaspace, which take some minutes, service, for which `make` gets FastAPI, online, for
which it gets river, and scale: training on SCALE rows, default 1000000, beside scikit-learn of `make python-udf` and Spark MLlib,
for which, as beside the search, `make` gets pyspark).
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import bench_online
import bench_scale
import bench_service
import bench_stream

PROJECT = Path(__file__).resolve().parents[2]
WORK = PROJECT / "target" / "bench"
OPTIONS = PROJECT / "environment" / "jvm.options"
ARCHIVE = PROJECT / "target" / "flink-ml-lab.jsa"
LOGGING = "-Dlog4j2.configurationFile=classpath:io/flinklab/app/log4j2.properties"
BENCHMARKS = PROJECT / "target" / "test-classes"
SHIPPED = [str(PROJECT / "target" / "flink-ml-lab.jar"), str(BENCHMARKS)]
DATA = Path(os.environ.get("DATA") or "data/churn.csv").resolve()
REPEATS = int(os.environ.get("REPEATS") or 5)
PACKAGE = "io.flinklab.bench."
PARTS = ["workflows", "scorer", "training", "search", "stream", "latency"]
PARTS += ["changes", "service", "scale", "metaspace", "online"]
DEFAULT_PARTS = PARTS[:-5]
TRAININGS = 30
NEED_MODELS = ["scorer", "stream", "latency", "changes", "service", "online"]


def say(text=""):
    print(text, flush=True)


def load():
    return " ".join(f"{average:.1f}" for average in os.getloadavg())


def needed_options():
    """What the JVM needs to run at all: the options without those that make short jobs short."""
    lines = OPTIONS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("--add-opens")]


def java(options, class_path, *arguments):
    """Runs a JVM to its end: wall seconds, CPU seconds, standard output."""
    command = ["java", *options, LOGGING, "-cp", os.pathsep.join(class_path), *map(str, arguments)]
    with (WORK / "out").open("w+") as out, (WORK / "log").open("a") as log:
        log.write(f"\n{shlex.join(command[-4:])}\n")
        log.flush()
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        printed = out.read()
    if process.returncode:
        sys.exit(f"A benchmark failed; {WORK / 'log'} says why.\n{printed}")
    return wall, usage.ru_utime + usage.ru_stime, printed


def alternate(workflows, options, repeats):
    """Medians of wall and CPU seconds of each workflow, run in turn."""
    times = {name: [] for name in workflows}
    for i in range(repeats):
        for name, arguments in workflows.items():
            shutil.rmtree(WORK / "model", ignore_errors=True)
            main, *rest = arguments
            wall, cpu, _ = java(options, SHIPPED, main, DATA, WORK / "model", *rest)
            times[name].append((wall, cpu))
            say(f"  {i + 1}/{repeats} {name:34} {wall:6.2f} s, CPU {cpu:6.2f} s   load {load()}")
    return {name: [median(column) for column in zip(*runs)] for name, runs in times.items()}


def measure_workflows():
    """Rows of the last table: whole workflows with the project's JVM options and with the JVM's own."""
    workflow = PACKAGE + "Workflow"
    article = {"article": ["io.flinklab.churn.Article", 2]}
    ours = {"ours": [workflow, "converged", "plain"]}
    others = {
        "ours, reference plan": [workflow, "reference", "plain"],
        "ours, tuned plan": [workflow, "tuned", "plain"],
        "ours, scored by Flink ML": [workflow, "converged", "flink"],
    }
    few = (REPEATS + 1) // 2
    say(f"Whole workflows, each a process, with {OPTIONS.name}:")
    times = alternate(article | ours, ["@" + str(OPTIONS)], REPEATS)
    archived = {"ours, with a class archive": ours["ours"]}
    times |= alternate(archived, ["@" + str(OPTIONS), f"-XX:SharedArchiveFile={ARCHIVE}"], REPEATS)
    times |= alternate(others, ["@" + str(OPTIONS)], few)
    say("The same with the JVM's defaults:")
    defaults = alternate(article | ours, needed_options(), few)
    return [*compare(times, ""), *compare(defaults, ", JVM defaults")]


def compare(times, suffix):
    wall, cpu = times["article"]
    for name, (own_wall, own_cpu) in times.items():
        figures = f"{own_wall:8.2f} s  CPU {own_cpu:6.2f} s"
        ratio = f"{own_wall / wall:5.2f} of the article's, CPU {own_cpu / cpu:5.2f}"
        yield f"workflow, {name}{suffix}", figures, "" if name == "article" else ratio


def tested():
    """A class path with the tests' jars, JMH and Kafka among them; the shipped jar would bring the
    rest twice."""
    jars = (WORK / "classpath").read_text(encoding="utf-8").strip().split(os.pathsep)
    return [str(PROJECT / "target" / "classes"), str(BENCHMARKS), *jars]


def measure_phases():
    """Prints where the time of one workflow goes; leaves a model of either plan behind."""
    for plan in ("reference", "tuned"):
        store = WORK / plan
        shutil.rmtree(store, ignore_errors=True)
        _, _, printed = java(
            ["@" + str(OPTIONS)], SHIPPED, PACKAGE + "WorkflowPhases", DATA, store, plan
        )
        say(f"Phases of one workflow, {plan} plan (load {load()}):      wall ms  CPU ms")
        for line in printed.splitlines():
            phase, wall, cpu = line.split("\t")
            say(f"  {phase:48} {wall:>7} {cpu:>7}")


def model(plan):
    return WORK / plan / "v000001"


def measure_scorer():
    """Rows of the last table: the scorer against Flink ML's transform."""
    say("Scorer (JMH, one thread, about a minute):")
    result = WORK / "scorer.json"
    models = ",".join(str(model(plan)) for plan in ("reference", "tuned"))
    run = ["org.openjdk.jmh.Main", "ScorerBenchmark", "-foe", "true"]
    run += ["-p", f"model={models}", "-p", f"data={DATA}", "-rf", "json", "-rff", result]
    java([], tested(), *run)
    say("Flink ML's transform in a warm cluster (about a minute):")
    flink = {plan: transform_rate(plan) for plan in ("reference", "tuned")}
    return [scorer_row(entry, flink) for entry in json.loads(result.read_text(encoding="utf-8"))]


def transform_rate(plan):
    """Rows per second, on the JVM's defaults, as the scorer's."""
    pipeline = model(plan) / "pipeline"
    _, _, printed = java(needed_options(), SHIPPED, PACKAGE + "TransformRate", DATA, pipeline)
    rate = float(printed)
    say(f"  {plan} {rate:,.0f} rows/s   load {load()}")
    return rate


def scorer_row(entry, flink):
    method = entry["benchmark"].rsplit(".", 1)[1]
    plan = Path(entry["params"]["model"]).parent.name
    counted = entry["secondaryMetrics"].get("rows") or entry["primaryMetric"]
    rate = counted["score"]
    what = {"one": "one at a time", "list": "a list", "file": "from CSV bytes"}[method]
    say(f"  {plan} {what}: {rate:,.0f} rows/s")
    ratio = f"{rate / flink[plan]:5.0f} times Flink ML's transform ({flink[plan]:,.0f} rows/s)"
    return f"scorer, {plan} plan, {what}", f"{rate / 1e6:8.2f} million rows/s", ratio


def measure_training():
    """Rows of the last table: our estimator against Flink ML's, both converged."""
    say("Training to convergence, the article's features (about a minute):")
    _, _, printed = java(needed_options(), SHIPPED, PACKAGE + "TrainingComparison", DATA)
    lines = [line.split("\t") for line in printed.splitlines()]
    slowest = max(float(line[1]) for line in lines)
    for name, millis, iterations, auroc, loss in lines:
        say(f"  {name}: {millis} ms, {iterations} iterations   load {load()}")
        figures = f"{millis:>8} ms, {iterations} iterations"
        yield (
            f"training, {name}",
            figures,
            f"{float(millis) / slowest:5.2f} of the slower; AUROC {auroc}, log-loss {loss}",
        )


def measure_search():
    """Rows of the last table: a search of 20 candidates on 5 folds against one training, as jobs of
    a warm cluster and as commands, these beside Spark's search."""
    say("A search and a training job, the converged plan, 2 subtasks (some minutes with Spark):")
    options = ["@" + str(OPTIONS)]
    _, _, printed = java(options, SHIPPED, PACKAGE + "SearchComparison", DATA)
    lines = [line.split("\t") for line in printed.splitlines()]
    runs = {name: [float(figure) for figure in figures] for name, *figures in lines}
    _, _, job_wall, job_cpu = next(iter(runs.values()))
    for name, (first_wall, first_cpu, wall, cpu) in runs.items():
        say(f"  {name}: first {first_wall:.0f} ms, CPU {first_cpu:.0f} ms   load {load()}")
        ratio = f"{wall / job_wall:5.2f} of the job's wall, CPU {cpu / job_cpu:5.2f}"
        yield f"search, {name}", f"{wall:8.0f} ms  CPU {cpu:6.0f} ms", ratio
    commands = {name: search_command(name, options) for name in ("train", "tune")}
    train_wall, train_cpu = commands["train"]
    spark_cpu = spark_search()
    for name, (wall, cpu) in commands.items():
        ratio = f"{wall / train_wall:5.2f} of train's wall, CPU {cpu / train_cpu:5.2f}"
        if spark_cpu and name == "tune":
            ratio += f"; Spark's CPU is {spark_cpu / cpu:.1f} times this"
        yield f"search, command {name}", f"{wall:8.2f} s  CPU {cpu:6.2f} s", ratio
    if spark_cpu:
        yield "search, Spark's CrossValidator", f"CPU {spark_cpu:17.2f} s", ""


def search_command(name, options):
    """Wall and CPU seconds of a cold process."""
    store = WORK / "search"
    shutil.rmtree(store, ignore_errors=True)
    arguments = ["--data", DATA, "--store", store, "--plan", "converged", "--parallelism", 2]
    if name == "tune":
        arguments += ["--param", "reg=0.001..1000:log", "--candidates", 20, "--folds", 5]
        arguments += ["--metric", "log-loss"]
    wall, cpu, _ = java(options, SHIPPED, "io.flinklab.app.Main", name, *arguments)
    say(f"  {name}, a process: {wall:.2f} s, CPU {cpu:.2f} s   load {load()}")
    return wall, cpu


def spark_search():
    """CPU seconds of the search by Spark, both its processes; 0 where there is no pyspark."""
    spark = Path(".venv/spark/bin/python")
    if not spark.is_file():
        return 0
    command = [spark, PROJECT / "environment" / "bench" / "spark_search.py", DATA]
    with (WORK / "log").open("a") as log:
        search = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, text=True, check=True)
    auroc, cpu = search.stdout.split()
    say(f"  Spark MLlib: AUROC {auroc}, CPU {cpu} s   load {load()}")
    return float(cpu)


def measure_live(part):
    """Rows of the last table: a part of bench_stream."""

    def run(main, *arguments):
        _, _, printed = java(
            needed_options(), tested(), PACKAGE + main, WORK / "stream", WORK / "tuned", *arguments
        )
        lines = [line.split("\t") for line in printed.splitlines() if "\t" in line]
        say(f"  {main}: load {load()}")
        return lines

    return getattr(bench_stream, part)(run, say)


def measure_online():
    """Rows of the last table: learning on a stream."""
    places = {"work": WORK / "online", "model": WORK / "tuned"}

    def run(main, arguments, heap="-Xmx1g"):
        given = [places.get(argument, argument) for argument in arguments]
        _, _, printed = java([*needed_options(), heap], tested(), PACKAGE + main, *given)
        say(f"  {main}: load {load()}")
        return [line.split("\t") for line in printed.splitlines() if "\t" in line]

    return list(bench_online.online(run, say))


def measure_service():
    """Rows of the last table: our scoring service beside FastAPI's."""
    say("Scoring services, connections x customers a request (about three minutes):")

    def ask(address, connections, customers, seconds):
        arguments = [DATA, address, connections, customers, seconds]
        _, _, printed = java([], tested(), PACKAGE + "ServiceLoad", *arguments)
        say(f"  {address} {connections} x {customers}: {printed.strip()}   load {load()}")
        return [float(figure) for figure in printed.split()]

    ours = ["java", "-jar", SHIPPED[0]]
    return list(bench_service.service(ask, ours, WORK / "tuned", WORK / "log"))


def measure_metaspace():
    """Rows of the last table: the classes that a session cluster keeps of jobs that have ended."""
    say(f"Classes of a session cluster's processes, {TRAININGS} trainings (some minutes):")
    options = ["@" + str(OPTIONS)]
    _, _, printed = java(options, tested(), PACKAGE + "ClusterMetaspace", DATA, TRAININGS)
    say(printed)
    processes, _, *lines = [line.split("\t") for line in printed.splitlines()]
    for i, process in enumerate(processes[1:], start=1):
        yield (
            f"metaspace, {process}",
            f"{lines[0][i]:>5} MiB after the second training",
            f"{lines[-1][i]} MiB after the last",
        )


def parts():
    chosen = os.environ.get("ONLY") or ",".join(DEFAULT_PARTS)
    chosen = chosen.split(",")
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        sys.exit(f"ONLY is some of {','.join(PARTS)}; found {','.join(unknown)}.")
    return chosen


def measure(part):
    if part == "workflows":
        return measure_workflows()
    if part == "scorer":
        return measure_scorer()
    if part == "training":
        return measure_training()
    if part == "search":
        return measure_search()
    if part == "service":
        return measure_service()
    if part == "online":
        return measure_online()
    if part == "metaspace":
        return list(measure_metaspace())
    if part == "scale":
        archive = [f"-XX:SharedArchiveFile={ARCHIVE}"] if ARCHIVE.is_file() else []
        java = ["java", f"@{OPTIONS}", LOGGING, "-cp", SHIPPED[0]]
        return bench_scale.scale(java, archive, WORK, say)
    return measure_live(part)


def machine():
    version = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True)
    return f"{os.cpu_count()} cores, {version.stderr.splitlines()[-1]}"


def main():
    if not DATA.is_file():
        sys.exit(f"{DATA} is not a file. Give DATA a customer file, or none for data/churn.csv.")
    chosen, modelled = parts(), False
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "log").unlink(missing_ok=True)
    started, load_at_start = time.monotonic(), load()
    say(f"{machine()}; load {load_at_start}; data {DATA}")
    rows = []
    for part in chosen:
        if part in NEED_MODELS and not modelled:
            measure_phases()
            modelled = True
        rows += measure(part)
    say(f"\nMedians, {DATA.name}, {machine()}")
    for name, figures, ratio in rows:
        say(f"{name:40} {figures:28} {ratio}")
    minutes = (time.monotonic() - started) / 60
    say(f"load average {load_at_start} at the start, {load()} at the end; {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
