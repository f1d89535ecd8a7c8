"""The part of `make bench` that asks scoring services: ours, and FastAPI with uvicorn.

FastAPI's has the same answers and no model, so that it is only what HTTP, JSON and checks cost.
"""

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROUNDS = 3
SECONDS = 4
CASES = [(1, 1), (32, 1), (1, 100), (32, 100)]
START_SECONDS = 60
HERE = Path(__file__).resolve().parent
UVICORN = HERE.parents[1] / ".venv" / "fastapi" / "bin" / "uvicorn"


def service(ask, ours, store, log):
    """Rows of the last table.

    `ask` runs the load on an address, connections, customers and seconds, and gives a rate and two
    times in microseconds; `ours` is the command of the command line.
    """
    with open(log, "a", encoding="utf-8") as out:
        with started(ours_at(ours, store), out) as our, started(fastapi_at, out) as fastapi:
            for case in CASES:
                yield from compare(case, ask, our, fastapi)


def compare(case, ask, our, fastapi):
    connections, customers = case
    runs = {"ours": [], "FastAPI": []}
    for _ in range(ROUNDS):
        runs["ours"].append(ask(our, connections, customers, SECONDS))
        runs["FastAPI"].append(ask(fastapi, connections, customers, SECONDS))
    figures = {name: [median(column) for column in zip(*those)] for name, those in runs.items()}
    for name, (rate, p50, p99) in figures.items():
        what = f"service, {name}, {connections} x {customers}"
        times = f"p50 {p50 / 1e3:.2f} ms, p99 {p99 / 1e3:.2f} ms"
        if name == "ours":
            times += f"; {rate / figures['FastAPI'][0]:.1f} times FastAPI's"
        yield what, f"{rate:8,.0f} requests/s", times


def ours_at(ours, store):
    options = ["--store", str(store), "--reload", "never"]
    return lambda port: [*ours, "serve", *options, "--port", str(port)]


def fastapi_at(port):
    options = ["--port", str(port), "--no-access-log", "--log-level", "warning"]
    return [str(UVICORN), "--app-dir", str(HERE), *options, "fastapi_service:app"]


@contextmanager
def started(command, out):
    """Gives the address of a server that is ended with the block."""
    port = free_port()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(command(port), stdout=out, stderr=out, env=environment)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def wait_for(port, process):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"{process.args[0]} does not listen; target/bench/log says why.")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
