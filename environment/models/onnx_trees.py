"""Makes a model elsewhere than in Flink: data/models/trees.onnx, and the scores it is held to.

Run from the project's root, in an environment of its own:

    python3.11 -m venv .venv/trees
    .venv/trees/bin/pip install --require-hashes -r environment/models/onnx_trees.txt
    .venv/trees/bin/python environment/models/onnx_trees.py

scikit-learn trains boosted trees on the first 8,000 rows of data/churn.csv, skl2onnx converts the
whole pipeline: its inputs are the customers' columns by name. The expected scores, of the last
2,000 rows, are scikit-learn's own. Not HistGradientBoostingClassifier, which skl2onnx 1.20 fails to
convert from scikit-learn 1.9.
"""

from pathlib import Path

import pandas as pd
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import DoubleTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

DATA = Path("data/churn.csv")
MODEL = Path("data/models/trees.onnx")
SCORES = Path("src/test/resources/onnx/trees-scores.txt")
TRAIN_ROWS = 8000
TEXTS = ["Geography", "Gender"]
NUMBERS = [
    "CreditScore",
    "Age",
    "Tenure",
    "Balance",
    "NumOfProducts",
    "HasCrCard",
    "IsActiveMember",
    "EstimatedSalary",
]


def pipeline():
    """An unseen category gets no indicator."""
    columns = ColumnTransformer(
        [
            ("texts", OneHotEncoder(sparse_output=False, handle_unknown="ignore"), TEXTS),
            ("numbers", "passthrough", NUMBERS),
        ]
    )
    trees = GradientBoostingClassifier(n_estimators=100, max_depth=4, subsample=0.7, random_state=1)
    return Pipeline([("columns", columns), ("trees", trees)])


def to_onnx(model):
    """One input a column, and probabilities as a matrix rather than as a list of maps."""
    inputs = [(column, StringTensorType([None, 1])) for column in TEXTS]
    inputs += [(column, DoubleTensorType([None, 1])) for column in NUMBERS]
    return convert_sklearn(
        model,
        name="trees",
        initial_types=inputs,
        options={"zipmap": False},
        target_opset={"": 17, "ai.onnx.ml": 3},
    )


def main():
    customers = pd.read_csv(DATA, dtype={column: float for column in NUMBERS})
    train, test = customers[:TRAIN_ROWS], customers[TRAIN_ROWS:]
    model = pipeline().fit(train[TEXTS + NUMBERS], train["Exited"])
    scores = model.predict_proba(test[TEXTS + NUMBERS])[:, 1]
    for path in (MODEL, SCORES):
        path.parent.mkdir(parents=True, exist_ok=True)
    MODEL.write_bytes(to_onnx(model).SerializeToString())
    SCORES.write_text("".join(f"{score!r}\n" for score in scores.tolist()))


main()
