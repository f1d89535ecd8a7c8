"""Trains a small network with PyTorch and saves it as TorchScript: a model that was made elsewhere.

Writes torch/elsewhere.pt and torch/elsewhere.csv, the scores of the test customers, into the
directory given. Needs PyTorch 1.13 or later, which Debian has as python3-torch:

    /usr/bin/python3 environment/models/torch_elsewhere.py data/churn.csv src/test/resources
"""

import csv
import json
import sys
from pathlib import Path

import torch

COUNTRIES = ["France", "Germany", "Spain"]
GENDERS = ["Female", "Male"]
TEST_ROWS = 300
EPOCHS = 30


class Churn(torch.nn.Module):
    """From the ten columns of the article, with texts as positions, to a probability."""

    def __init__(self, rows: torch.Tensor):
        super().__init__()
        self.register_buffer("mean", rows.mean(0))
        self.register_buffer("std", rows.std(0))
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(13, 16, dtype=torch.float64),
            torch.nn.Tanh(),
            torch.nn.Linear(16, 1, dtype=torch.float64),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        countries = torch.nn.functional.one_hot(x[:, 1].long(), 4)[:, :3]
        genders = torch.nn.functional.one_hot(x[:, 2].long(), 3)[:, :2]
        scaled = ((x - self.mean) / self.std)[:, [0, 3, 4, 5, 6, 7, 8, 9]]
        return torch.sigmoid(self.layers(torch.cat([scaled, countries, genders], 1)))


def customers(path: str) -> tuple[torch.Tensor, torch.Tensor, list[str]]:
    with open(path, newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    columns = list(rows[0])[3:13]
    texts = {"Geography": COUNTRIES, "Gender": GENDERS}
    values = [
        [float(texts[c].index(row[c]) if c in texts else row[c]) for c in columns] for row in rows
    ]
    labels = [[float(row["Exited"])] for row in rows]
    numbers = [row["CustomerId"] for row in rows]
    return double(values), double(labels), numbers


def double(values: list[list[float]]) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


def train(model: Churn, rows: torch.Tensor, labels: torch.Tensor) -> None:
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(rows)).split(256):
            optimizer.zero_grad()
            loss = torch.nn.functional.binary_cross_entropy(model(rows[batch]), labels[batch])
            loss.backward()
            optimizer.step()
    print(f"loss of the last batch: {loss.item():.4f}")


def metadata() -> str:
    return json.dumps(
        {
            "version": "",
            "sha256": "",
            "threshold": 0.5,
            "categories": [
                {"column": "Geography", "known": COUNTRIES, "unseen": "KEEP"},
                {"column": "Gender", "known": GENDERS, "unseen": "ERROR"},
            ],
        }
    )


def main(data: str, out: str) -> None:
    torch.manual_seed(42)
    torch.set_num_threads(1)
    rows, labels, numbers = customers(data)
    test = slice(len(rows) - TEST_ROWS, None)
    model = Churn(rows[: -TEST_ROWS])
    train(model, rows[: -TEST_ROWS], labels[: -TEST_ROWS])
    script = torch.jit.script(model.eval())
    directory = Path(out, "torch")
    directory.mkdir(exist_ok=True)
    torch.jit.save(
        script, str(directory / "elsewhere.pt"), _extra_files={"export_metadata.json": metadata()}
    )
    with torch.no_grad():
        scores = script(rows[test]).squeeze(1).tolist()
    lines = [f"{number},{score!r}\n" for number, score in zip(numbers[test], scores)]
    (directory / "elsewhere.csv").write_text("CustomerId,score\n" + "".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
