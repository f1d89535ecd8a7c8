"""Measures every runtime on the same model and customers; prints a table, asserts nothing.

`make bench-runtimes` compiles and calls it. Each figure is a median over processes that run in
turn. Environment: DATA, a customer file (default data/churn.csv); REPEATS, processes for each
runtime (default 3); SECONDS, how long each rate is measured for (default 4); ONLY, names with
commas between them, whose figures are made anew while the others stay as they were kept; WRITE=1
keeps the figures in notebooks/runtimes.json, from which the notebook and the README show them.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

from bench import DATA, PACKAGE, PROJECT, WORK, java, load, machine, needed_options, say, tested

RUNTIMES = PROJECT / "target" / "runtimes"
RESULT = PROJECT / "notebooks" / "runtimes.json"
REPEATS = int(os.environ.get("REPEATS") or 3)
ONLY = os.environ.get("ONLY")
SECONDS = int(os.environ.get("SECONDS") or 4)
DJL_CACHE = Path(os.environ.get("DJL_CACHE_DIR") or Path.home() / ".djl.ai")

# What runs the model, the name in code, whether it trains in Flink, its licence, its files.
SUBJECTS = [
    ("Flink ML, a job a batch", "flink-ml", "yes", "Apache-2.0", ["target/lib/flink-ml-*.jar"]),
    ("plain Java", "plain", "yes", "Apache-2.0", ["target/flink-ml-lab.jar"]),
    ("ONNX Runtime", "onnx", "no", "MIT", ["target/runtimes/onnxruntime-*.jar"]),
    (
        "PMML (pmml4s)",
        "pmml",
        "no",
        "Apache-2.0",
        ["target/runtimes/pmml4s*.jar", "target/runtimes/scala*.jar", "target/runtimes/spray*.jar"],
    ),
    (
        "libtorch (DJL)",
        "torch",
        "yes",
        "Apache-2.0, BSD-3",
        ["target/runtimes/api-*.jar", "target/runtimes/pytorch-*.jar", DJL_CACHE],
    ),
    ("Python worker", "python", "no", "BSD-3, PSF", [".venv/python-udf"]),
    (
        "Python in a Table job (PyFlink)",
        "pyflink",
        "no",
        "Apache-2.0, BSD-3, PSF",
        ["target/runtimes/flink-python-*.jar", ".venv/python-udf"],
    ),
]
FIGURES = [
    "startSeconds",
    "largestDifference",
    "rowsPerCpuSecond1",
    "rowsPerCpuSecond256",
    "rowsPerCpuSecond10000",
    "residentMegabytes",
]


def train():
    """A store with the tuned plan's model."""
    store = WORK / "runtimes"
    shutil.rmtree(store, ignore_errors=True)
    jar = PROJECT / "target" / "flink-ml-lab.jar"
    command = ["java", "-jar", jar, "train", "--data", DATA, "--store", store]
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
    return store


def measure(name, store):
    jars = [*tested(), str(RUNTIMES / "*")]
    _, _, printed = java(
        needed_options(), jars, PACKAGE + "RuntimeRates", DATA, store, name, SECONDS
    )
    lines = [line.split("\t") for line in printed.splitlines() if "\t" in line]
    return {name: float(value) for name, value in lines if name in FIGURES}


def megabytes(patterns):
    return sum(size(path) for pattern in patterns for path in found(pattern)) / 1e6


def found(pattern):
    return [pattern] if isinstance(pattern, Path) else PROJECT.glob(pattern)


def size(path):
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file() and not each.is_symlink())


def row(title, name, trains, licence, files, runs):
    figures = {key: median(run[key] for run in runs) for key in FIGURES}
    return {
        "title": title,
        "name": name,
        "trainsInFlink": trains,
        "licence": licence,
        "megabytes": round(megabytes(files)),
        **{key: float(f"{value:.3g}") for key, value in figures.items()},
    }


def table(rows):
    """A line for each runtime; rates as shares of the plain scorer's."""
    plain = next(row for row in rows if row["name"] == "plain")
    for row in rows:
        rates = [
            f"{row[key]:>12,.0f} ({row[key] / plain[key]:8.1e})" for key in FIGURES if "rows" in key
        ]
        yield (
            f"{row['title']:32} {row['startSeconds']:6.2f} s {row['largestDifference']:8.1e}"
            f" {'  '.join(rates)} {row['residentMegabytes']:6.0f} MB {row['megabytes']:5} MB"
        )


def main():
    for needed in (RUNTIMES / "runtimes.jar", PROJECT / ".venv" / "python-udf" / "bin" / "python"):
        if not needed.exists():
            sys.exit(f"{needed} is not there. Run `make runtimes python-udf` first.")
    WORK.mkdir(parents=True, exist_ok=True)
    say(f"{machine()}; load {load()}; data {DATA}")
    store = train()
    kept = {}
    if ONLY:
        kept = {each["name"]: each for each in json.loads(RESULT.read_text())["runtimes"]}
    runs = {name: [] for _, name, *_ in SUBJECTS if not ONLY or name in ONLY.split(",")}
    for turn in range(REPEATS):
        for name, measured in runs.items():
            measured.append(measure(name, store))
            say(f"  {turn + 1}/{REPEATS} {name:10} {measured[-1]}  load {load()}")
    rows = [
        row(*subject, runs[subject[1]]) if subject[1] in runs else kept[subject[1]]
        for subject in SUBJECTS
    ]
    say(f"\nMedians of {REPEATS}, tuned plan, {DATA.name}, {machine()}")
    say("start, largest difference, rows a CPU second alone / by 256 / by 10,000 (of plain), memory, disk")
    for line in table(rows):
        say(line)
    if os.environ.get("WRITE"):
        where = f"{os.cpu_count()} cores, {processor()}, {platform.system()}, {machine().split(', ', 1)[1]}"
        result = {"machine": where, "model": "tuned", "rows": 10000, "runtimes": rows}
        RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        say(f"kept in {RESULT.relative_to(PROJECT)}")


def processor():
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    main()
