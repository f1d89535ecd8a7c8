"""Holds ONNX files to the format's own checker, then scores with Python's ONNX Runtime.

    python check.py DIRECTORY

The directory holds rows.json, each column's values by its name, and files *.onnx. Beside each of
these comes a file *.json with the probabilities, null for NaN.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

TYPES = {"tensor(string)": object, "tensor(double)": np.float64}


def probabilities(file, rows):
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    inputs = {
        column.name: np.array(rows[column.name], dtype=TYPES[column.type]).reshape(-1, 1)
        for column in session.get_inputs()
    }
    return session.run(["probability"], inputs)[0].ravel().tolist()


directory = Path(sys.argv[1])
rows = json.loads((directory / "rows.json").read_text(encoding="utf-8"))
for file in sorted(directory.glob("*.onnx")):
    onnx.checker.check_model(onnx.load(file), full_check=True)
    scores = [None if math.isnan(p) else p for p in probabilities(file, rows)]
    file.with_suffix(".json").write_text(json.dumps(scores))
