package io.flinklab.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a version's content is, and the file that holds it. */
public enum ModelFormat {
    /** Every fitted value of a Flink ML pipeline, which is beside it. */
    @JsonProperty("pipeline")
    PIPELINE("parameters.json"),
    /** An ONNX graph from a row's columns to the probability of a positive label. */
    @JsonProperty("onnx")
    ONNX("model.onnx"),
    /** A PMML document, likewise. */
    @JsonProperty("pmml")
    PMML("model.pmml"),
    /** A TorchScript module, likewise. */
    @JsonProperty("torchscript")
    TORCHSCRIPT("model.pt"),
    /** A pickled scikit-learn pipeline: code that runs when it is loaded. */
    @JsonProperty("python")
    PYTHON("model.joblib");

    private final String file;

    ModelFormat(String file) {
        this.file = file;
    }

    /** Name of the file in a version's directory. */
    public String file() {
        return file;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
