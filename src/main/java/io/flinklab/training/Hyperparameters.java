package io.flinklab.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flinklab.training.network.NetworkOptions;

/** What is chosen of an estimator before it is trained; which record it is, is the estimator. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "estimator")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Hyperparameters.MiniBatchLogistic.class, name = "mini-batch"),
    @JsonSubTypes.Type(value = Hyperparameters.Logistic.class, name = "logistic"),
    @JsonSubTypes.Type(value = NetworkOptions.class, name = "network")
})
public sealed interface Hyperparameters
        permits Hyperparameters.MiniBatchLogistic, Hyperparameters.Logistic, NetworkOptions {}
