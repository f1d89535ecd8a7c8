"""Learns Phishing row by row with river; prints name, rows, CPU seconds and the scores' sum of each rule.

    python environment/bench/online_river.py TIMES

TIMES is how often the table is read. The rules are those of LearnerRates.java.
"""

import itertools
import sys
import time

from river import datasets, linear_model, optim, preprocessing


def total(rows, optimizer):
    scaler = preprocessing.StandardScaler()
    model = linear_model.LogisticRegression(optimizer)
    summed = 0.0
    for x, y in rows:
        summed += model.predict_proba_one(scaler.transform_one(x))[True]
        scaler.learn_one(x)
        model.learn_one(scaler.transform_one(x), y)
    return summed


def main():
    table = list(datasets.Phishing())
    rows = list(itertools.chain.from_iterable(itertools.repeat(table, int(sys.argv[1]))))
    rules = {"sgd": optim.SGD(0.1), "adagrad": optim.AdaGrad(0.1), "ftrl": optim.FTRLProximal()}
    for name, optimizer in rules.items():
        begin = time.process_time()
        summed = total(rows, optimizer)
        print(name, len(rows), time.process_time() - begin, summed, sep="\t")


main()
