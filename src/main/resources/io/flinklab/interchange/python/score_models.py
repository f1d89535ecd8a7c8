"""Makes models of their files' bytes: functions from columns by name to the probability of a positive label."""

import io
import os
import warnings

# Flink's slots share the processors out; threads of a worker would only wait for each other.
# Libraries read this when they are first imported.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import fitted_pipeline


def load(kind, content):
    return {"joblib": classifier, "pipeline": fitted_pipeline.load}[kind](content)


def classifier(content):
    """A pickled scikit-learn classifier, which takes a data frame."""
    import joblib
    import pandas as pd
    from sklearn.exceptions import InconsistentVersionWarning

    # Such a model may score wrongly without a word.
    warnings.simplefilter("error", InconsistentVersionWarning)
    model = joblib.load(io.BytesIO(content))
    if not hasattr(model, "predict_proba") or 1 not in list(model.classes_):
        raise TypeError(f"Expected a fitted classifier with a class 1; found {model!r}")
    positive = list(model.classes_).index(1)

    def score(columns):
        frame = pd.DataFrame(columns)[list(getattr(model, "feature_names_in_", columns))]
        return model.predict_proba(frame)[:, positive]

    return score
