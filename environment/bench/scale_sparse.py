"""Trains the plan `converged` on a sparse matrix with scikit-learn; prints the test rows' AUROC.

    .venv/python-udf/bin/python environment/bench/scale_sparse.py FILE SOLVER

The file is that of `bench_scale.write_wide_table`; its first 80 % train, as in `Split.article`.
"""

import sys

import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def main():
    rows = pd.read_csv(sys.argv[1])
    train, test = rows[: len(rows) * 4 // 5], rows[len(rows) * 4 // 5 :]
    model = make_pipeline(
        make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), ["item"]),
            ("passthrough", ["isNew"]),
            (StandardScaler(), ["price", "age"]),
        ),
        LogisticRegression(C=1, solver=sys.argv[2], tol=1e-6, max_iter=1000),
    )
    model.fit(train, train["bought"])
    scores = model.predict_proba(test)[:, 1]
    print(f"auroc {roc_auc_score(test['bought'], scores):.9f}")


if __name__ == "__main__":
    main()
