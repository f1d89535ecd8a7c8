"""Trains the plan `converged` with Spark MLlib on local[2]; prints the AUROC of its test rows.

    spark-submit environment/bench/scale_spark.py FILE

spark-submit of pyspark 3.5. The split is that of scale_sklearn.py.
"""

import sys

from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import BinaryClassificationEvaluator
from pyspark.ml.feature import OneHotEncoder, StandardScaler, StringIndexer, VectorAssembler
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

SEED = 42
TRAIN_SHARE = 0.8
TEXTS = ["Geography", "Gender"]
FLAGS = ["HasCrCard", "IsActiveMember"]
QUANTITIES = ["CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary"]


def signed(constant):
    return constant - (1 << 64) if constant >> 63 else constant


def mixed(value):
    """SplitMix64 on a column of 64-bit numbers, which wrap around."""
    z = value + F.lit(signed(0x9E3779B97F4A7C15))
    z = z.bitwiseXOR(F.shiftrightunsigned(z, 30)) * F.lit(signed(0xBF58476D1CE4E5B9))
    z = z.bitwiseXOR(F.shiftrightunsigned(z, 27)) * F.lit(signed(0x94D049BB133111EB))
    return z.bitwiseXOR(F.shiftrightunsigned(z, 31))


def main():
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    numbers = [*FLAGS, *QUANTITIES, "Exited"]
    rows = spark.read.csv(sys.argv[1], header=True)
    rows = rows.select(
        F.col("CustomerId").cast("long"),
        *TEXTS,
        *[F.col(name).cast("double") for name in numbers],
    )
    bits = mixed(mixed(F.lit(SEED).cast("long")) + F.col("CustomerId"))
    trains = F.shiftrightunsigned(bits, 11) * F.lit(2.0**-53) < TRAIN_SHARE
    rows = rows.withColumn("trains", trains).cache()
    train, test = rows.filter("trains"), rows.filter("not trains")
    indices = [name + "Index" for name in TEXTS]
    vectors = [name + "Vector" for name in TEXTS]
    features = [
        StringIndexer(inputCols=TEXTS, outputCols=indices, stringOrderType="alphabetAsc"),
        OneHotEncoder(inputCols=indices, outputCols=vectors, dropLast=False),
        VectorAssembler(inputCols=QUANTITIES, outputCol="quantities"),
        StandardScaler(withMean=True, inputCol="quantities", outputCol="scaled"),
        VectorAssembler(inputCols=[*vectors, *FLAGS, "scaled"], outputCol="features"),
    ]
    # Spark minimises the mean loss: C = 1 is a penalty of one over the number of rows.
    estimator = LogisticRegression(
        labelCol="Exited", regParam=1 / train.count(), standardization=False, maxIter=100, tol=1e-10
    )
    scored = Pipeline(stages=[*features, estimator]).fit(train).transform(test)
    auroc = BinaryClassificationEvaluator(labelCol="Exited", numBins=0).evaluate(scored)
    print(f"auroc {auroc:.9f}")


if __name__ == "__main__":
    main()
