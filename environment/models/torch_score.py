"""Scores rows with a TorchScript file, in Python: what it prints is held to Java's scores.

Reads rows of numbers, separated by commas, from its standard input; prints a score a line.

    python3 environment/models/torch_score.py model.pt < rows.csv
"""

import sys

import torch

card = {"model_card.json": ""}
model = torch.jit.load(sys.argv[1], _extra_files=card).eval()
if not card["model_card.json"]:
    sys.exit("Expected the extra file model_card.json; found none.")
rows = [[float(value) for value in line.split(",")] for line in sys.stdin]
for score in model(torch.tensor(rows, dtype=torch.float64)).tolist():
    print(repr(score))
