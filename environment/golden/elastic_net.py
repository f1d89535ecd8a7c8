"""Writes the golden coefficients of the lesson's elastic net with scikit-learn.

    python environment/golden/elastic_net.py [Churn_Modelling.csv]

The penalty is Flink ML's, beside the mean of the losses: reg (elasticNet |b|_1 + (1 - elasticNet) / 2 |b|^2).
scikit-learn's stands beside their sum, so that its C is 1 / (rows x reg). With the path, coefficients of the
real data (aggregates only) are written too; otherwise those in the file stay.
"""

import json
import pathlib
import sys

import logistic
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).parents[2]
TARGET = ROOT / "src/test/resources/lesson/elastic-net.json"
TRAIN_ROWS = 8000


def solve(x, y, reg, elastic_net, intercept):
    model = LogisticRegression(
        C=1 / (len(y) * reg),
        l1_ratio=elastic_net,
        fit_intercept=intercept,
        solver="saga",
        tol=1e-13,
        max_iter=100_000,
        random_state=0,
    ).fit(x, y)
    return {
        "reg": reg,
        "elasticNet": elastic_net,
        "fitIntercept": intercept,
        "intercept": float(model.intercept_[0]) if intercept else 0.0,
        "coefficients": model.coef_[0].tolist(),
    }


def synthetic():
    x, y, _ = logistic.synthetic(500, 6, 1)
    return {
        "mixed": solve(x, y, 0.05, 0.5, True),
        "noIntercept": solve(x, y, 0.1, 0.5, False),
        "l1": solve(x, y, 0.05, 1, True),
        "l2": solve(x, y, 0.01, 0, True),
    }


def article(path):
    """The article's penalty on its features, solved."""
    x, y = logistic.reference_features(path)
    return solve(x[:TRAIN_ROWS], y[:TRAIN_ROWS], 0.1, 0.5, False)


def main():
    golden = json.loads(TARGET.read_text()) if TARGET.exists() else {}
    golden |= synthetic()
    golden["shippedCustomers"] = article(ROOT / "data/churn.csv")
    if len(sys.argv) > 1:
        golden["articleCustomers"] = article(sys.argv[1])
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
