"""Trains boosted trees with scikit-learn: a model that Flink ML does not have, for Flink to run.

    .venv/python-udf/bin/python environment/models/sklearn_pipeline.py [--data FILE] [--out DIRECTORY]

Trains on the first 8,000 rows, prints figures of the last 2,000, and writes to the directory:
model.joblib    the pipeline, from the article's raw columns to a probability
expected.csv    CustomerId and probability of the last 2,000 rows, each number to its last bit
"""

import argparse
import csv
from pathlib import Path

import joblib
import pandas as pd
from sklearn import metrics
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

TEXTS = ["Geography", "Gender"]
COLUMNS = ["CreditScore", *TEXTS, "Age", "Tenure", "Balance", "NumOfProducts"]
COLUMNS += ["HasCrCard", "IsActiveMember", "EstimatedSalary"]
TRAIN, TEST = slice(0, 8000), slice(-2000, None)


def read(data):
    """The rows of a file of customers, every number a double, as Flink has them."""
    rows = pd.read_csv(data)
    return rows.astype({name: float for name in COLUMNS if name not in TEXTS})


def pipeline():
    """Trees need no scaling and no squares; an unseen category is none of the known ones."""
    return make_pipeline(
        make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore", sparse_output=False), TEXTS),
            remainder="passthrough",
        ),
        HistGradientBoostingClassifier(
            learning_rate=0.05, max_iter=150, max_leaf_nodes=15, random_state=0
        ),
    )


def figures(labels, scores):
    return {
        "AUROC": metrics.roc_auc_score(labels, scores),
        "average precision": metrics.average_precision_score(labels, scores),
        "log-loss": metrics.log_loss(labels, scores),
        "Brier score": metrics.brier_score_loss(labels, scores),
        "accuracy": metrics.accuracy_score(labels, scores >= 0.5),
    }


def write(model, rows, scores, directory):
    directory.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, directory / "model.joblib")
    with open(directory / "expected.csv", "w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["CustomerId", "probability"])
        lines.writerows(zip(rows["CustomerId"].tolist(), scores.tolist()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("data/churn.csv"))
    parser.add_argument("--out", type=Path, default=Path("target/python"))
    arguments = parser.parse_args()
    rows = read(arguments.data)
    train, test = rows[TRAIN], rows[TEST]
    model = pipeline().fit(train[COLUMNS], train["Exited"])
    scores = model.predict_proba(test[COLUMNS])[:, 1]
    for name, value in figures(test["Exited"], scores).items():
        print(f"{name:18} {value:.4f}")
    write(model, test, scores, arguments.out)


if __name__ == "__main__":
    main()
