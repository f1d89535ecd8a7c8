"""Imports what a worker does: so it is known to be there, and Python keeps it compiled."""

import contextlib
import io

import joblib
import pandas
import sklearn.compose
import sklearn.ensemble
import sklearn.linear_model
import sklearn.pipeline

# Beam says here which database it could not talk to.
with contextlib.redirect_stderr(io.StringIO()):
    import pyflink.fn_execution.beam.beam_boot
    import pyflink.fn_execution.beam.beam_sdk_worker_main

import pyflink.pyflink_callback_server
