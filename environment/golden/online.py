"""Writes the golden scores of the online learner's tests with river, scored first, then learned.

    python environment/golden/online.py [electricity.csv]

Run from the project's root, made with river 0.26.1 and pandas 2.3.3 (`pip install river==0.26.1
pandas==2.3.3`). Phishing and Bananas are in river's package; with the path, Electricity is written
too: period, four prices and demands, transfer, class. No row of a table is written.
"""

import csv
import json
import sys
from pathlib import Path

import pandas as pd
import river
from river import datasets, linear_model, optim, preprocessing

OUTPUT = Path("src/test/resources/online")
BATCH = 32


def rules():
    return {
        "sgd": optim.SGD(0.1),
        "adagrad": optim.AdaGrad(0.1),
        "ftrl": optim.FTRLProximal(),
    }


def scores(rows, optimizer, l2=0.0, weighted=False):
    scaler = preprocessing.StandardScaler()
    model = linear_model.LogisticRegression(optimizer, l2=l2)
    found = []
    for i, (x, y) in enumerate(rows):
        found.append(model.predict_proba_one(scaler.transform_one(x))[True])
        scaler.learn_one(x)
        # As a pipeline would, which takes no weights.
        model.learn_one(scaler.transform_one(x), y, w=0.5 + i % 4 if weighted else 1.0)
    return found


def batch_scores(rows, optimizer):
    """Unscaled, since river's scaler computes batches otherwise than rows."""
    model = linear_model.LogisticRegression(optimizer)
    found = []
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        x = pd.DataFrame([row for row, _ in part], dtype=float)
        found += model.predict_proba_many(x)[True].tolist()
        if len(part) == BATCH:
            model.learn_many(x, pd.Series([float(label) for _, label in part]))
    return found


def algorithm1(rows, alpha, beta, l1, l2, intercept_rate=0.01):
    """FTRL-proximal as the paper prints it, whose weights do not lag as those of river do."""
    scaler = preprocessing.StandardScaler()
    z, n, intercept, found = {}, {}, 0.0, []

    def margin(x):
        weights = {}
        for i in x:
            zi, ni = z.get(i, 0.0), n.get(i, 0.0)
            sign = (zi > 0) - (zi < 0)
            weights[i] = 0.0 if abs(zi) <= l1 else -(zi - sign * l1) / ((beta + ni**0.5) / alpha + l2)
        return weights, sum(weights[i] * x[i] for i in x) + intercept

    loss = optim.losses.Log()
    for x, y in rows:
        found.append(loss.mean_func(margin(scaler.transform_one(x))[1]))
        scaler.learn_one(x)
        x = scaler.transform_one(x)
        weights, m = margin(x)
        slope = loss.gradient(y, m)
        for i, value in x.items():
            g = slope * value
            sigma = ((n.get(i, 0.0) + g * g) ** 0.5 - n.get(i, 0.0) ** 0.5) / alpha
            z[i] = z.get(i, 0.0) + g - sigma * weights[i]
            n[i] = n.get(i, 0.0) + g * g
        intercept -= intercept_rate * slope
    return found


def every(step, values):
    return {"every": step, "scores": [round(v, 11) for v in values[::step]], "sum": sum(values)}


def accuracy(rows, values):
    return sum((v > 0.5) == y for v, (_, y) in zip(values, rows)) / len(rows)


def phishing():
    rows = list(datasets.Phishing())
    golden = {name: every(1, scores(rows, rule)) for name, rule in rules().items()}
    others = {
        "sgdL2": scores(rows, optim.SGD(0.1), l2=0.01),
        "adagradL2": scores(rows, optim.AdaGrad(0.1), l2=0.01),
        "adagradWeighted": scores(rows, optim.AdaGrad(0.1), weighted=True),
        "sgdWeighted": scores(rows, optim.SGD(0.1), weighted=True),
        "ftrlWeighted": scores(rows, optim.FTRLProximal(), weighted=True),
        "ftrlL1": scores(rows, optim.FTRLProximal(alpha=0.1, l1=3.0, l2=0.5)),
        "algorithm1": algorithm1(rows, 0.1, 1.0, 3.0, 0.5),
        "sgdBatches": batch_scores(rows, optim.SGD(0.1)),
        "ftrlBatches": batch_scores(rows, optim.FTRLProximal()),
    }
    golden.update({name: every(10, values) for name, values in others.items()})
    golden["sgdAccuracy"] = accuracy(rows, scores(rows, optim.SGD(0.1)))
    return golden


def bananas():
    rows = list(datasets.Bananas())
    values = scores(rows, optim.SGD(0.005))
    return {"sgd": every(50, values), "sgdAccuracy": accuracy(rows, values)}


def electricity(path):
    with open(path, newline="") as file:
        rows = [
            ({k: float(v) for k, v in row.items() if k != "class"}, row["class"] == "1")
            for row in csv.DictReader(file)
        ]
    return {name: every(50, scores(rows, rule)) for name, rule in rules().items()}


def write(name, golden):
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / name).write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    assert river.__version__ == "0.26.1", river.__version__
    write("phishing.json", phishing())
    write("bananas.json", bananas())
    if len(sys.argv) > 1:
        write("electricity.json", electricity(sys.argv[1]))
