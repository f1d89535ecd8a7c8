"""Functions for Flink SQL. A file churn_model.KIND beside this one holds the model."""

import functools
import os
from pathlib import Path

import churn_models  # before NumPy, whose threads it sets

import numpy as np
import pandas as pd
from pyflink.table import DataTypes
from pyflink.table.udf import udf

# As in the article's table.
NUMBERS = ["CreditScore", "Age", "Tenure", "Balance", "NumOfProducts"]
NUMBERS += ["HasCrCard", "IsActiveMember", "EstimatedSalary"]
COLUMNS = ["CreditScore", "Geography", "Gender", *NUMBERS[1:]]


@functools.lru_cache(maxsize=None)
def model():
    """Loaded by the first batch that a worker process gets, for all that come after."""
    (file,) = Path(__file__).parent.glob("churn_model.*")
    return churn_models.load(file.suffix[1:], file.read_bytes())


@udf(result_type=DataTypes.DOUBLE(), func_type="pandas")
def score(*values):
    """Probabilities to leave; none for a customer of whom something is missing."""
    rows = pd.DataFrame(dict(zip(COLUMNS, values)))
    rows[NUMBERS] = rows[NUMBERS].astype(float)
    whole = rows.notna().all(axis=1) & np.isfinite(rows[NUMBERS]).all(axis=1)
    scores = pd.Series(np.nan, index=rows.index)
    if whole.any():
        known = rows[whole]
        columns = {name: known[name].to_numpy() for name in NUMBERS}
        columns.update({name: known[name].tolist() for name in COLUMNS if name not in NUMBERS})
        scores[whole] = model()(columns)
    return scores


@udf(result_type=DataTypes.STRING(), func_type="pandas")
def model_loads(scores):
    """For each row which process scores it, and how often that one has loaded the model."""
    return pd.Series(f"{os.getpid()}:{model.cache_info().misses}", index=scores.index)
