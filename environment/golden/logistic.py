"""Writes the golden figures of the logistic regression's tests with scikit-learn.

    python environment/golden/logistic.py [Churn_Modelling.csv]

Synthetic rows come from java.util.Random's published generator, so that the tests make the same
rows and only the solutions are stored. With the path, figures of the real data (aggregates only)
are written too.
"""

import csv
import json
import pathlib
import sys

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

TARGET = pathlib.Path(__file__).parents[2] / "src/test/resources/logistic"


class JavaRandom:
    """java.util.Random, as its documentation specifies it."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def bits(self, count):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return self.state >> (48 - count)

    def next_double(self):
        return ((self.bits(26) << 27) + self.bits(27)) * 2.0**-53


def synthetic(rows, columns, seed):
    """SyntheticRows in the tests does the same."""
    random = JavaRandom(seed)
    x, y, w = np.zeros((rows, columns)), np.zeros(rows), np.zeros(rows)
    for i in range(rows):
        z = -0.5
        for j in range(columns):
            x[i, j] = (random.next_double() * 4 - 2) * (1 + j % 5)
            z += x[i, j] * (0.5 if j % 2 == 0 else -0.3) / (1 + j)
        y[i] = random.next_double() < 1 / (1 + np.exp(-z))
        w[i] = 0.5 + 2 * random.next_double()
    return x, y, w


def standard_errors(x, y, w, reg, intercept, coefficients):
    design = np.hstack([np.ones((len(x), 1)), x]) if intercept else x
    p = 1 / (1 + np.exp(-design @ coefficients))
    hessian = (design * (w * p * (1 - p))[:, None]).T @ design
    penalty = np.full(design.shape[1], reg)
    penalty[: int(intercept)] = 0
    gradient = design.T @ (w * (p - y)) + penalty * coefficients
    step = np.linalg.solve(hessian + np.diag(penalty), gradient)
    assert np.abs(step).max() < 1e-9, np.abs(step).max()
    return np.sqrt(np.diag(np.linalg.inv(hessian + np.diag(penalty))))


def solve(x, y, weights=None, reg=1.0, intercept=True, class_weight=None):
    model = LogisticRegression(
        C=np.inf if reg == 0 else 1 / reg,
        solver="newton-cholesky",
        tol=1e-13,
        max_iter=1000,
        fit_intercept=intercept,
        class_weight=class_weight,
    ).fit(x, y, sample_weight=weights)
    w = np.ones(len(y)) if weights is None else weights.copy()
    if class_weight == "balanced":
        totals = [w[y == 0].sum(), w[y == 1].sum()]
        w *= np.where(y == 1, sum(totals) / 2 / totals[1], sum(totals) / 2 / totals[0])
    elif class_weight:
        w *= np.where(y == 1, class_weight[1], class_weight[0])
    point = np.r_[model.intercept_ if intercept else [], model.coef_[0]]
    return model, {
        "intercept": float(model.intercept_[0]) if intercept else 0.0,
        "coefficients": model.coef_[0].tolist(),
        "standardErrors": standard_errors(x, y, w, reg, intercept, point).tolist(),
    }


def write(name, value):
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / name).write_text(json.dumps(value, indent=1) + "\n")


def synthetic_cases():
    x, y, w = synthetic(500, 6, 1)
    wide_x, wide_y, _ = synthetic(600, 450, 2)
    return {
        "plain": solve(x, y)[1],
        "noPenalty": solve(x, y, reg=0)[1],
        "noIntercept": solve(x, y, reg=10, intercept=False)[1],
        "weights": solve(x, y, weights=w, reg=0.5)[1],
        "balanced": solve(x, y, class_weight="balanced")[1],
        "balancedWeights": solve(x, y, weights=w, class_weight="balanced")[1],
        "classWeights": solve(x, y, class_weight={0: 1, 1: 4})[1],
        "wide": solve(wide_x, wide_y, reg=20)[1],
    }


def wide_table(rows, categories, seed):
    """WideTable in the tests does the same. Features as the plan `converged` makes them."""
    random = JavaRandom(seed)
    item, numbers, y = np.zeros(rows, dtype=int), np.zeros((rows, 3)), np.zeros(rows)
    for i in range(rows):
        rank = random.next_double()
        item[i] = i if i < categories else int(categories * rank * rank)
        price, age = 100 * random.next_double(), 60 * random.next_double()
        is_new = float(random.next_double() < 0.3)
        z = item[i] * 7919 % 1000 / 250 - 3.5 + 0.02 * price - 0.03 * age + 0.5 * is_new
        y[i] = random.next_double() < 1 / (1 + np.exp(-z))
        numbers[i] = is_new, price, age
    scaled = numbers[:, 1:]
    numbers[:, 1:] = (scaled - scaled.mean(axis=0)) / scaled.std(axis=0, ddof=1)
    indicators = sparse.csr_matrix((np.ones(rows), (np.arange(rows), item)), (rows, categories))
    return sparse.hstack([indicators, numbers], format="csr"), y


def newton_step(x, y, reg, categories, point):
    """Of a model with an intercept. The block of the indicators is diagonal."""
    p = 1 / (1 + np.exp(-(point[0] + x @ point[1:])))
    design = sparse.hstack([np.ones((len(y), 1)), x[:, categories:], x[:, :categories]]).tocsr()
    penalty = np.full(design.shape[1], reg)
    penalty[0] = 0
    order = np.r_[0, np.arange(categories + 1, len(point)), np.arange(1, categories + 1)]
    gradient = design.T @ (p - y) + penalty * point[order]
    hessian = (design.T @ sparse.diags(p * (1 - p)) @ design + sparse.diags(penalty)).tocsr()
    few = len(point) - categories
    corner, edge = hessian[:few, :few].toarray(), hessian[:few, few:].toarray()
    diagonal = hessian.diagonal()[few:]
    left = np.linalg.solve(
        corner - (edge / diagonal) @ edge.T, gradient[:few] - edge @ (gradient[few:] / diagonal)
    )
    return np.r_[left, (gradient[few:] - edge.T @ left) / diagonal]


def sparse_case():
    """One category column of 10,000 values; of its coefficients every 200th is kept."""
    categories = 10_000
    x, y = wide_table(40_000, categories, 5)
    model = LogisticRegression(C=1, solver="newton-cg", tol=1e-11, max_iter=1000).fit(x, y)
    b = model.coef_[0]
    step = newton_step(x, y, 1, categories, np.r_[model.intercept_, b])
    assert np.abs(step).max() < 2e-8, np.abs(step).max()
    z = model.intercept_[0] + x @ b
    return {
        "intercept": float(model.intercept_[0]),
        "objective": float(np.logaddexp(0, np.where(y == 1, -z, z)).sum() + b @ b / 2),
        "sum": float(b.sum()),
        "norm": float(np.sqrt(b @ b)),
        "every200th": b[:categories:200].tolist(),
        "numbers": b[categories:].tolist(),
    }


def reference_features(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    numeric = ["CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary"]
    numbers = np.array([[float(row[name]) for name in numeric] for row in rows])
    train = numbers[:8000]
    numbers = (numbers - train.mean(axis=0)) / train.std(axis=0, ddof=1)
    country = [[row["Geography"] == c for c in ("France", "Germany", "Spain")] for row in rows]
    gender = [[row["Gender"] == g for g in ("Female", "Male")] for row in rows]
    flags = [[float(row[name]) for name in ("HasCrCard", "IsActiveMember")] for row in rows]
    x = np.hstack([np.array(part, dtype=float) for part in (country, gender, flags, numbers)])
    return x, np.array([float(row["Exited"]) for row in rows])


def real_data(path):
    x, y = reference_features(path)
    model, golden = solve(x[:8000], y[:8000])
    scores = model.predict_proba(x[8000:])[:, 1]
    golden["testAuroc"] = roc_auc_score(y[8000:], scores)
    golden["testLogLoss"] = log_loss(y[8000:], scores)
    return golden


if __name__ == "__main__":
    write("synthetic.json", synthetic_cases())
    write("sparse.json", sparse_case())
    if len(sys.argv) > 1:
        write("churn-reference.json", real_data(sys.argv[1]))
