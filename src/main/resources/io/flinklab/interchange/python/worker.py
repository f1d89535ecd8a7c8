"""Scores customers for a Java program, over standard input and output, until the input ends.

A message is a line of JSON with the length of what follows as "bytes", then that many bytes. The
first to come holds the model; each after it a batch: its texts in the line, its numbers as
big-endian doubles, column after column. An answer holds scores as doubles, or an error in its line.
"""

import json
import os
import sys
import traceback

import churn_models  # before NumPy, whose threads it sets

import numpy as np

LAST_LINES = 8


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
    numbers = np.frombuffer(body, ">f8").astype(float).reshape(len(header["numbers"]), -1)
    return {**dict(zip(header["numbers"], numbers)), **header["texts"]}


def answer(make):
    """What to answer with, and what was made: nothing where that failed."""
    try:
        return {}, make()
    except Exception as error:
        lines = "".join(traceback.format_exception(error)).splitlines()
        found = "".join(traceback.format_exception_only(error)).strip()
        return {"error": found, "traceback": lines[-LAST_LINES:]}, None


def main():
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a model prints is no answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    questions = sys.stdin.buffer

    header, body = read(questions)
    ready, score = answer(lambda: churn_models.load(header["model"], body))
    write(answers, ready)
    while score is not None:
        header, body = read(questions)
        if header is None:
            return
        found, scores = answer(lambda: np.asarray(score(columns(header, body)), ">f8"))
        write(answers, found, b"" if scores is None else scores.tobytes())


if __name__ == "__main__":
    main()
