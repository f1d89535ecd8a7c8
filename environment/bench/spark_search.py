"""The search of `make bench ONLY=search` by Spark MLlib's CrossValidator, for comparison.

usage: spark_search.py DATA    with a Python that has pyspark

Prints the best AUROC of 20 penalties, and the CPU seconds of this process and of Spark's.
"""

import os
import sys
import time
from pathlib import Path

from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator
from pyspark.ml.feature import OneHotEncoder, StandardScaler, StringIndexer, VectorAssembler
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession

CATEGORIES = ["Geography", "Gender"]
FLAGS = ["HasCrCard", "IsActiveMember"]
QUANTITIES = ["CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary"]
TRAINING_ROWS = 8_000
PENALTIES = [10 ** (-3 + 6 * i / 19) for i in range(20)]


def stages(estimator):
    indexed = [name + "Index" for name in CATEGORIES]
    encoded = [name + "Vector" for name in CATEGORIES]
    return [
        StringIndexer(inputCols=CATEGORIES, outputCols=indexed, handleInvalid="keep"),
        OneHotEncoder(inputCols=indexed, outputCols=encoded),
        VectorAssembler(inputCols=QUANTITIES, outputCol="quantities"),
        StandardScaler(withMean=True, inputCol="quantities", outputCol="scaled"),
        VectorAssembler(inputCols=[*encoded, *FLAGS, "scaled"], outputCol="features"),
        estimator,
    ]


def main(data):
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    rows = spark.read.csv(data, header=True, inferSchema=True).limit(TRAINING_ROWS).cache()
    estimator = LogisticRegression(labelCol="Exited", maxIter=100, tol=1e-6, standardization=False)
    # Spark adds the penalty to the mean of the losses.
    grid = ParamGridBuilder().addGrid(
        estimator.regParam, [penalty / (TRAINING_ROWS * 0.8) for penalty in PENALTIES]
    )
    search = CrossValidator(
        estimator=Pipeline(stages=stages(estimator)),
        estimatorParamMaps=grid.build(),
        evaluator=BinaryClassificationEvaluator(labelCol="Exited"),
        numFolds=5,
        parallelism=2,
        seed=42,
    )
    best = max(search.fit(rows).avgMetrics)
    print(f"{best:.5f}\t{cpu_seconds(spark.sparkContext._gateway.proc.pid):.1f}")


def cpu_seconds(jvm):
    """Of this process and of the JVM, by Linux's own account."""
    fields = Path(f"/proc/{jvm}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    ticks = int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(sys.argv[1])
