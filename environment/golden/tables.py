"""Writes the golden coefficients of the second and the third table with scikit-learn.

    .venv/python-udf/bin/python environment/golden/tables.py GERMAN_CREDIT [ADULT_TRAIN ADULT_TEST]

The encoding is that of the plan `converged`: an indicator for each category in the order of the
alphabet, then the numbers with mean 0 and standard deviation 1. An empty category is one of its
own. The first 80 % of a file train, as in `Split.article`. No row of a table is written.
"""

import csv
import json
import pathlib
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score

TARGET = pathlib.Path(__file__).parents[2] / "src/test/resources/tables"


def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


class Encoding:
    """Of a schema's columns, fitted to training rows."""

    def __init__(self, schema, rows):
        columns = json.loads((TARGET / f"{schema}.json").read_text())["columns"]
        self.categories = [c["name"] for c in columns if c["kind"] == "category"]
        self.numbers = [c["name"] for c in columns if c["kind"] == "number"]
        self.label = next(c for c in columns if c["kind"] == "label")
        self.values = {
            name: sorted({row[name] or "(missing)" for row in rows}) for name in self.categories
        }
        numbers = self.read_numbers(rows)
        self.mean, self.std = numbers.mean(axis=0), numbers.std(axis=0, ddof=1)

    def read_numbers(self, rows):
        return np.array([[float(row[name]) for name in self.numbers] for row in rows])

    def x(self, rows):
        indicators = [
            [(row[name] or "(missing)") == value for name in self.categories for value in self.values[name]]
            for row in rows
        ]
        scaled = (self.read_numbers(rows) - self.mean) / self.std
        return np.hstack([np.array(indicators, dtype=float), scaled])

    def y(self, rows):
        return np.array([float(row[self.label["name"]] == self.label["positive"]) for row in rows])


def golden(schema, train_path, test_path=None):
    rows = read(train_path)
    train = rows[: len(rows) * 4 // 5]
    test = read(test_path) if test_path else rows[len(train) :]
    encoding = Encoding(schema, train)
    model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-13, max_iter=1000)
    model.fit(encoding.x(train), encoding.y(train))
    scores = model.predict_proba(encoding.x(test))[:, 1]
    figures = {
        "intercept": float(model.intercept_[0]),
        "coefficients": model.coef_[0].tolist(),
        "testAuroc": roc_auc_score(encoding.y(test), scores),
        "testAccuracy": accuracy_score(encoding.y(test), scores >= 0.5),
    }
    (TARGET / f"{schema}-golden.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    golden("german-credit", sys.argv[1])
    if len(sys.argv) > 3:
        golden("adult", *sys.argv[2:4])
