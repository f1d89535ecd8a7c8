"""Writes the golden alarms of the drift detectors' tests with river.

    python environment/golden/drift.py

Run from the project's root, made with river 0.26.1 and scipy 1.17.1 (`pip install river==0.26.1
scipy==1.17.1`). The streams are written with the alarms: `steps` is that of river's own examples, a thousand of {0, 1} and a thousand
of 4 to 7; `waves` goes up and down; `errors` are wrong predictions, of which there are more and more.
Samples are compared by scipy's Kolmogorov-Smirnov test, and by the plain formula of the population
stability index. A critical distance is the one that large samples reach with the probability alpha; a
critical index is a quantile of chi squared.
"""

import json
import math
import random
from pathlib import Path

import numpy
import river
import scipy
from river import drift
from scipy import special, stats

OUTPUT = Path("src/test/resources/online/drift.json")


def steps():
    rng = random.Random(12345)
    return rng.choices([0, 1], k=1000) + rng.choices(range(4, 8), k=1000)


def waves():
    rng = random.Random(7)
    return [round(math.sin(i // 500) + rng.gauss(0, 0.3), 3) for i in range(4000)]


def errors():
    rng = random.Random(42)
    rates = [0.1, 0.4, 0.2, 0.6]
    return [int(rng.random() < rates[i // 1000]) for i in range(4000)]


DETECTORS = {
    "adwin": drift.ADWIN,
    "adwinOften": lambda: drift.ADWIN(delta=0.01, clock=1, max_buckets=3),
    "pageHinkley": drift.PageHinkley,
    "pageHinkleySmall": lambda: drift.PageHinkley(threshold=10, delta=0.01, alpha=0.999),
    "kswin": lambda: drift.KSWIN(alpha=0.0001, seed=42),
    "kswinLoose": lambda: drift.KSWIN(alpha=0.01, window_size=60, stat_size=20, seed=3),
}
OF_ERRORS = {
    "ddm": drift.binary.DDM,
    "ddmLate": lambda: drift.binary.DDM(warm_start=100, drift_threshold=4),
}


def alarms(detector, values):
    found = []
    for i, value in enumerate(values):
        detector.update(value)
        if detector.drift_detected:
            found.append(i)
    return found


def samples():
    rng = random.Random(11)
    normal = [round(rng.gauss(0, 1), 2) for _ in range(400)]
    return {
        "same": (normal, [round(rng.gauss(0, 1), 2) for _ in range(150)]),
        "shifted": (normal, [round(rng.gauss(0.4, 1), 2) for _ in range(150)]),
        "wider": (normal, [round(rng.gauss(0, 2), 2) for _ in range(250)]),
        "ties": ([i % 5 for i in range(97)], [i % 7 for i in range(60)]),
    }


def compared(some, others):
    values = sorted(set(some) | set(others))
    p = (numpy.array([some.count(v) for v in values]) + 0.5) / (len(some) + 0.5 * len(values))
    q = (numpy.array([others.count(v) for v in values]) + 0.5) / (len(others) + 0.5 * len(values))
    return {
        "some": some,
        "others": others,
        "distance": float(stats.ks_2samp(some, others).statistic),
        "index": float(numpy.sum((q - p) * numpy.log(q / p))),
    }


def critical(n, m, bins, alpha):
    return {
        "n": n,
        "m": m,
        "bins": bins,
        "alpha": alpha,
        "distance": float(special.kolmogi(alpha) * math.sqrt(1 / n + 1 / m)),
        "index": float(stats.chi2.isf(alpha, bins - 1) * (1 / n + 1 / m)),
    }


if __name__ == "__main__":
    assert river.__version__ == "0.26.1", river.__version__
    assert scipy.__version__ == "1.17.1", scipy.__version__
    streams = {"steps": steps(), "waves": waves(), "errors": errors()}
    golden = {"streams": streams, "alarms": {}}
    for name, values in streams.items():
        detectors = DETECTORS | (OF_ERRORS if name == "errors" else {})
        golden["alarms"][name] = {each: alarms(make(), values) for each, make in detectors.items()}
    golden["samples"] = {name: compared(*pair) for name, pair in samples().items()}
    golden["critical"] = [
        critical(10_000, m, bins, alpha)
        for m in (200, 1000)
        for bins in (2, 21)
        for alpha in (1e-2, 1e-6)
    ]
    OUTPUT.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
