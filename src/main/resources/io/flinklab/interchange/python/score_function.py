"""Functions for Flink SQL. Beside this file, score_model.KIND holds the model, and score_columns.json
its columns in the order of the function's arguments."""

import functools
import json
import os
from pathlib import Path

import score_models  # before NumPy, whose threads it sets

import numpy as np
import pandas as pd
from pyflink.table import DataTypes
from pyflink.table.udf import udf

HERE = Path(__file__).parent
COLUMNS = json.loads((HERE / "score_columns.json").read_text("utf-8"))
NUMBERS = [column["name"] for column in COLUMNS if column["number"]]


@functools.lru_cache(maxsize=None)
def model():
    """Loaded by the first batch that a worker process gets, for all that come after."""
    (file,) = HERE.glob("score_model.*")
    return score_models.load(file.suffix[1:], file.read_bytes())


@udf(result_type=DataTypes.DOUBLE(), func_type="pandas")
def score(*values):
    """Probabilities of a positive label; none for a row of which something is missing."""
    if len(values) != len(COLUMNS):
        names = ", ".join(column["name"] for column in COLUMNS)
        raise ValueError(f"Expected {len(COLUMNS)} arguments ({names}); found {len(values)}.")
    rows = pd.DataFrame({column["name"]: series for column, series in zip(COLUMNS, values)})
    rows[NUMBERS] = rows[NUMBERS].astype(float)
    whole = pd.Series(True, index=rows.index)
    for column in COLUMNS:
        name = column["name"]
        if not column["missing"]:
            whole &= rows[name].notna()
        elif not column["number"]:
            rows[name] = rows[name].fillna(column["missing"])
        if column["number"]:
            whole &= ~np.isinf(rows[name])
    scores = pd.Series(np.nan, index=rows.index)
    if whole.any():
        known = rows[whole]
        columns = {name: known[name].to_numpy() for name in NUMBERS}
        columns.update({name: known[name].tolist() for name in rows if name not in NUMBERS})
        scores[whole] = model()(columns)
    return scores


@udf(result_type=DataTypes.STRING(), func_type="pandas")
def model_loads(scores):
    """For each row which process scores it, and how often that one has loaded the model."""
    return pd.Series(f"{os.getpid()}:{model.cache_info().misses}", index=scores.index)
