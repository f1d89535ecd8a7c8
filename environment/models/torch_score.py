"""Scores rows with TorchScript files, in Python: what it writes is held to Java's scores.

For each NAME.pt in the directory reads the rows of NAME.csv, numbers separated by commas, and
writes NAME.scores, a score a line.

    python3 environment/models/torch_score.py DIRECTORY
"""

import sys
from pathlib import Path

import torch

for file in sorted(Path(sys.argv[1]).glob("*.pt")):
    metadata = {"export_metadata.json": ""}
    model = torch.jit.load(str(file), _extra_files=metadata).eval()
    if not metadata["export_metadata.json"]:
        sys.exit(f"{file}: expected the extra file export_metadata.json; found none.")
    lines = file.with_suffix(".csv").read_text().splitlines()
    rows = [[float(value) for value in line.split(",")] for line in lines]
    scores = model(torch.tensor(rows, dtype=torch.float64)).tolist()
    file.with_suffix(".scores").write_text("".join(f"{score!r}\n" for score in scores))
