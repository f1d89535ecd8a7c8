"""Scores rows for a Java program, over standard input and output, until the input ends.

A message is a line of JSON with the length of what follows as "bytes", then that many bytes. The
first to come holds the model; each after it a batch: its texts in the line, its numbers as
big-endian doubles, column after column. An answer holds scores as doubles, or an error in its line,
and the "id" of what it answers.
"""

import os
import sys

# What a model prints is no answer, nor is what an import prints.
answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

import json
import traceback

import score_models  # before NumPy, whose threads it sets

import numpy as np

LAST_LINES = 8
LONGEST_LINE = 10_000


def read(stream):
    """A message, or nothing at the end of the input."""
    line = stream.readline()
    if not line:
        return None, b""
    header = json.loads(line)
    body = stream.read(header["bytes"])
    return (header, body) if len(body) == header["bytes"] else (None, b"")


def write(stream, header, body=b""):
    stream.write(json.dumps({**header, "bytes": len(body)}).encode() + b"\n" + body)
    stream.flush()


def columns(header, body):
    """Arrays by column name; each number column is a view of the message."""
    names = header["numbers"]
    # Not -1 for the rows: a table without numbers has no bytes to tell them by.
    numbers = np.frombuffer(body, ">f8").astype(float).reshape(len(names), len(body) // 8 // max(len(names), 1))
    return {**dict(zip(names, numbers)), **header["texts"]}


def scores_of(score, rows):
    """The scores of columns, as bytes."""
    scores = np.asarray(score(rows), ">f8")
    expected = len(next(iter(rows.values())))
    if scores.size != expected:
        raise ValueError(f"Expected {expected} scores from the model; found {scores.size}.")
    return scores.tobytes()


def answer(header, make):
    """What to answer with, and what was made: nothing where that failed."""
    try:
        return {"id": header["id"]}, make()
    except Exception as error:
        lines = "".join(traceback.format_exception(error)).splitlines()
        found = "".join(traceback.format_exception_only(error)).strip()
        return {
            "id": header["id"],
            "error": found[:LONGEST_LINE],
            "traceback": [line[:LONGEST_LINE] for line in lines[-LAST_LINES:]],
        }, None


def main():
    questions = sys.stdin.buffer

    header, body = read(questions)
    ready, score = answer(header, lambda: score_models.load(header["model"], body))
    write(answers, ready)
    while score is not None:
        header, body = read(questions)
        if header is None:
            return
        found, scores = answer(header, lambda: scores_of(score, columns(header, body)))
        write(answers, found, scores or b"")


if __name__ == "__main__":
    main()
