"""Trains the plan `converged` with scikit-learn; prints the AUROC of its test rows.

    .venv/python-udf/bin/python environment/bench/scale_sklearn.py FILE

The rows of a generated file of customers are split as `train --split hash --seed 42` splits them.
"""

import sys

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SEED = 42
TRAIN_SHARE = 0.8
STEP = np.uint64(0x9E3779B97F4A7C15)
TEXTS = ["Geography", "Gender"]
FLAGS = ["HasCrCard", "IsActiveMember"]
QUANTITIES = ["CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary"]


def mixed(values):
    """SplitMix64, as io.flinklab.data.SplitMix64 has it."""
    with np.errstate(over="ignore"):
        z = values + STEP
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def trains(keys):
    with np.errstate(over="ignore"):
        bits = mixed(mixed(np.array([SEED], np.uint64)) + keys.to_numpy(np.uint64))
    return (bits >> np.uint64(11)) * 2.0**-53 < TRAIN_SHARE


def main():
    columns = ["CustomerId", *TEXTS, *FLAGS, *QUANTITIES, "Exited"]
    rows = pd.read_csv(sys.argv[1], usecols=columns)
    train = trains(rows["CustomerId"])
    model = make_pipeline(
        make_column_transformer(
            (OneHotEncoder(sparse_output=False), TEXTS),
            ("passthrough", FLAGS),
            (StandardScaler(), QUANTITIES),
        ),
        LogisticRegression(C=1, solver="newton-cholesky", tol=1e-8),
    )
    model.fit(rows[train], rows["Exited"][train])
    scores = model.predict_proba(rows[~train])[:, 1]
    print(f"auroc {roc_auc_score(rows['Exited'][~train], scores):.9f}")


if __name__ == "__main__":
    main()
