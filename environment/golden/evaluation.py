"""Makes src/test/resources/evaluation/golden.json: seeded random cases and scikit-learn's figures.

Run from the project's root: python environment/golden/evaluation.py
Made with scikit-learn 1.9.1 and NumPy 2.4.6; the inputs are stored with the figures.
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

OUTPUT = Path("src/test/resources/evaluation/golden.json")
BINS = 10


def calibration_error(labels, scores, weights):
    """Expected calibration error in bins (a, b] of equal width, the first closed."""
    bins = np.searchsorted(np.linspace(0, 1, BINS + 1)[1:-1], scores)
    error = 0.0
    for b in np.unique(bins[weights > 0]):
        w = weights[bins == b]
        gap = np.sum(w * scores[bins == b]) - np.sum(w * labels[bins == b])
        error += abs(gap)
    return error / np.sum(weights)


def figures(labels, scores, weights, threshold):
    w = {"sample_weight": weights}
    predictions = (scores >= threshold).astype(int)
    fpr, tpr, _ = metrics.roc_curve(labels, scores, drop_intermediate=False, **w)
    precision, recall, _ = metrics.precision_recall_curve(labels, scores, **w)
    share = (fpr * np.sum(weights * (1 - labels)) + tpr * np.sum(weights * labels)) / np.sum(weights)
    tn, fp, fn, tp = metrics.confusion_matrix(labels, predictions, labels=[0, 1], **w).ravel()
    return {
        "rows": len(labels),
        "positives": np.sum(labels),
        "correct": np.sum(labels == predictions),
        "accuracy": metrics.accuracy_score(labels, predictions, **w),
        "auroc": metrics.roc_auc_score(labels, scores, **w),
        "averagePrecision": metrics.average_precision_score(labels, scores, **w),
        "areaUnderPr": metrics.auc(recall, precision),
        "ks": np.max(np.abs(tpr - fpr)),
        "lorenz": metrics.auc(share, tpr),
        "logLoss": metrics.log_loss(labels, scores, **w),
        "brier": metrics.brier_score_loss(labels, scores, **w),
        "calibrationError": calibration_error(labels, scores, weights),
        "threshold": threshold,
        "truePositives": tp,
        "falsePositives": fp,
        "trueNegatives": tn,
        "falseNegatives": fn,
        "precision": metrics.precision_score(labels, predictions, zero_division=0, **w),
        "recall": metrics.recall_score(labels, predictions, **w),
        "f1": metrics.f1_score(labels, predictions, **w),
        "mcc": metrics.matthews_corrcoef(labels, predictions, **w),
    }


def curves(labels, scores, weights):
    w = {"sample_weight": weights}
    fpr, tpr, _ = metrics.roc_curve(labels, scores, drop_intermediate=False, **w)
    precision, recall, _ = metrics.precision_recall_curve(labels, scores, **w)
    observed, mean = calibration_curve(labels, scores, n_bins=BINS)
    return {
        "fpr": fpr,
        "tpr": tpr,
        "recall": recall[::-1],
        "precision": precision[::-1],
        "unweightedObservedShare": observed,
        "unweightedMeanScore": mean,
    }


def case(name, seed, rows, share, digits=None, weighted=False, zeros=False, sure=False, threshold=0.5):
    random = np.random.default_rng(seed)
    labels = (random.random(rows) < share).astype(float)
    scores = 1 / (1 + np.exp(-(random.normal(size=rows) + 1.5 * labels - 1)))
    scores = scores if digits is None else np.round(scores, digits)
    if sure:
        scores[:3] = [0, 1, 1]
        labels[:3] = [1, 0, 1]
    weights = np.round(random.uniform(0.1, 3, size=rows), 2) if weighted else np.ones(rows)
    if zeros:
        weights[random.random(rows) < 0.25] = 0
    return {
        "name": name,
        "labels": labels,
        "scores": scores,
        "weights": weights,
        "metrics": figures(labels, scores, weights, threshold),
        "curves": curves(labels, scores, weights),
    }


def plain(value):
    """JSON has no NumPy."""
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def main():
    cases = [
        case("untied", 1, 60, 0.4),
        case("rare positives", 2, 150, 0.06, digits=6, threshold=0.4),
        case("tied", 3, 80, 0.4, digits=1),
        case("weighted", 4, 60, 0.4, digits=4, weighted=True, threshold=0.3),
        case("tied and weighted", 5, 80, 0.3, digits=1, weighted=True),
        case("zero weights", 6, 80, 0.5, digits=1, weighted=True, zeros=True),
        case("sure and wrong", 7, 40, 0.4, digits=3, sure=True),
        case("nothing predicted", 8, 40, 0.4, digits=2, threshold=1.5),
    ]
    with OUTPUT.open("w") as file:
        file.write("[\n" + ",\n".join(json.dumps(c, default=plain) for c in cases) + "\n]\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
