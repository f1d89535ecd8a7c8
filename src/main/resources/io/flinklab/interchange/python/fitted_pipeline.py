"""Runs a pipeline that Flink ML fitted, from its parameters alone: every stage on whole columns.

A column is an array: of texts, of numbers [rows], or of vectors [rows, elements]. FittedStage in
the Java sources says what each stage does.
"""

import functools
import json

import numpy as np

# Columns beside those of the stages.
SKIPPED, MARGIN = "the skipped", "the margin"


def load(content):
    """A function from columns by name to probabilities [rows], NaN for a row that is skipped."""
    stages = json.loads(content)["stages"]

    def score(columns):
        rows = len(next(iter(columns.values())))
        columns = {**columns, SKIPPED: np.zeros(rows, bool)}
        for stage in stages:
            STAGES[stage["stage"]](stage, columns)
        probabilities = 1 / (1 + np.exp(-columns[MARGIN]))
        return np.where(columns[SKIPPED], np.nan, probabilities)

    return score


def string_indexer(stage, columns):
    for source, target, known in zip(stage["inputs"], stage["outputs"], stage["categories"]):
        values = columns[source]
        if isinstance(values, np.ndarray):
            known = [as_number(text) for text in known]
        positions = {category: i for i, category in enumerate(known)}
        found = [positions.get("NaN" if value != value else value, -1) for value in values]
        columns[target] = indexes(stage, columns, source, np.array(found, float), known, len(known))


def bucketizer(stage, columns):
    for source, target, splits in zip(stage["inputs"], stage["outputs"], stage["splits"]):
        splits = [float(split) for split in splits]
        values = columns[source]
        found = np.searchsorted(splits, values, side="right") - 1.0
        found[values == splits[-1]] = len(splits) - 2
        found[(values < splits[0]) | (values > splits[-1])] = -1
        columns[target] = indexes(stage, columns, source, found, splits, len(splits) - 1)


def indexes(stage, columns, source, found, known, unseen):
    """Positions, where -1 is not known: refused, skipped or given a position of its own."""
    rule = stage["unseen"].lower()
    if rule == "error" and found.min() < 0:
        value = columns[source][int(found.argmin())]
        raise ValueError(f"{source}: expected one of {known}; found {value}")
    if rule == "skip":
        columns[SKIPPED] |= found < 0
    return np.where(found < 0, unseen if rule == "keep" else 0, found)


def as_number(text):
    """The number that a category is; NaN, which equals no key, stays a text."""
    try:
        return text if text == "NaN" else float(text)
    except ValueError:
        return text


def one_hot_encoder(stage, columns):
    for source, target, size in zip(stage["inputs"], stage["outputs"], stage["sizes"]):
        index = columns[source]
        wrong = (index != np.floor(index)) | (index < 0) | (index > size)
        if wrong.any():
            raise ValueError(f"{source}: expected whole numbers 0 to {size}; found {index[wrong][0]}")
        columns[target] = (index[:, None] == np.arange(size)).astype(float)


def imputer(stage, columns):
    missing = float(stage["missing"])
    for source, target, surrogate in zip(stage["inputs"], stage["outputs"], stage["surrogates"]):
        values = columns[source]
        is_missing = np.isnan(values) if np.isnan(missing) else values == missing
        columns[target] = np.where(is_missing, surrogate, values)


def binarizer(stage, columns):
    for source, target, threshold in zip(stage["inputs"], stage["outputs"], stage["thresholds"]):
        columns[target] = (columns[source] > threshold).astype(float)


def vectors(column):
    """Numbers as vectors of one element."""
    return column if column.ndim == 2 else column[:, None]


def vector_assembler(stage, columns):
    columns[stage["output"]] = np.hstack([vectors(columns[name]) for name in stage["inputs"]])


def standard_scaler(stage, columns):
    mean = np.array(stage["mean"]) if stage["withMean"] else 0.0
    std = np.array(stage["std"])
    factors = np.divide(1, std, out=np.zeros_like(std), where=std != 0) if stage["withStd"] else 1.0
    columns[stage["output"]] = (columns[stage["input"]] - mean) * factors


def k_bins_discretizer(stage, columns):
    column = columns[stage["input"]]
    bins = np.empty_like(column)
    for i, edges in enumerate(stage["edges"]):
        found = np.searchsorted([float(edge) for edge in edges], column[:, i], side="right") - 1
        bins[:, i] = found.clip(0, len(edges) - 2)
    columns[stage["output"]] = bins


def polynomial_expansion(stage, columns):
    column = columns[stage["input"]]
    terms = monomials(column.shape[1] - 1, stage["degree"])[1:]
    columns[stage["output"]] = np.column_stack([column[:, term].prod(axis=1) for term in terms])


@functools.lru_cache(maxsize=None)
def monomials(element, degree, factors=()):
    """The elements that each term multiplies; the power of the last one changes slowest."""
    if degree == 0 or element < 0:
        return [list(factors)]
    return [
        term
        for power in range(degree + 1)
        for term in monomials(element - 1, degree - power, factors + (element,) * power)
    ]


def interaction(stage, columns):
    products = 1.0
    for name in stage["inputs"]:
        right = vectors(columns[name])
        left = np.ones((len(right), 1)) if np.isscalar(products) else products
        products = (left[:, :, None] * right[:, None, :]).reshape(len(right), -1)
    columns[stage["output"]] = products


class Hashed:
    """Vectors of which few elements are not 0: for each row a number by position."""

    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, weights):
        return np.array([sum(row[i] * weights[i] for i in row) for row in self.rows])


def feature_hasher(stage, columns):
    rows = [{} for _ in columns[SKIPPED]]
    texts = [name for name in stage["inputs"] if not isinstance(columns[name], np.ndarray)]
    for name in stage["inputs"]:
        if name not in texts and name in stage["categorical"]:
            raise ValueError(f"{name}: expected texts for categories to hash; found numbers")
        if name not in texts:
            position = hashed(name, stage["size"])
            for row, value in zip(rows, columns[name]):
                row[position] = row.get(position, 0.0) + value
    for name in texts:
        for row, value in zip(rows, columns[name]):
            position = hashed(f"{name}={value}", stage["size"])
            row[position] = row.get(position, 0.0) + 1
    columns[stage["output"]] = Hashed(rows)


@functools.lru_cache(maxsize=10_000)
def hashed(text, size):
    """MurmurHash3 of the text's UTF-16 code units, as Java takes the remainder of its size."""
    data, value = text.encode("utf-16-le", "surrogatepass"), 0
    for start in range(0, len(data), 4):
        block = int.from_bytes(data[start : start + 4], "little") * 0xCC9E2D51 & 0xFFFFFFFF
        value ^= rotated(block, 15) * 0x1B873593 & 0xFFFFFFFF
        if start + 4 <= len(data):
            value = rotated(value, 13) * 5 + 0xE6546B64 & 0xFFFFFFFF
    value ^= len(data)
    value = (value ^ value >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    value = (value ^ value >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    value ^= value >> 16
    signed = value - (value >> 31 << 32)
    return (signed if signed == -(1 << 31) else abs(signed)) % size


def rotated(value, bits):
    return (value << bits | value >> 32 - bits) & 0xFFFFFFFF


def logistic_regression(stage, columns):
    margin = columns[stage["input"]] @ np.array(stage["coefficients"])
    columns[MARGIN] = margin + stage["intercept"]


def linear_svc(stage, columns):
    columns[MARGIN] = columns[stage["input"]] @ np.array(stage["coefficients"]) - stage["cut"]


def naive_bayes(stage, columns):
    """Label by label; a value that training did not see adds to neither sum."""
    features = columns[stage["input"]]
    sums = np.zeros((2, len(features)))
    for i, feature in enumerate(stage["features"]):
        for value, *logs in zip(feature["values"], *feature["logLikelihoods"]):
            sums[:, features[:, i] == value] += np.array(logs)[:, None]
    sums += np.array(stage["logPriors"])[:, None]
    positive = stage["labels"].index(1.0)
    columns[MARGIN] = sums[positive] - sums[1 - positive]


STAGES = {
    "StringIndexer": string_indexer,
    "OneHotEncoder": one_hot_encoder,
    "Bucketizer": bucketizer,
    "Binarizer": binarizer,
    "Imputer": imputer,
    "VectorAssembler": vector_assembler,
    "StandardScaler": standard_scaler,
    "KBinsDiscretizer": k_bins_discretizer,
    "PolynomialExpansion": polynomial_expansion,
    "Interaction": interaction,
    "FeatureHasher": feature_hasher,
    "LogisticRegression": logistic_regression,
    "LinearSVC": linear_svc,
    "NaiveBayes": naive_bayes,
}
