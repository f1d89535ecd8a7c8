package io.flinklab.store;

import io.flinklab.training.FitFacts;
import io.flinklab.training.TrainingOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What made a model and how good it is: the part of a manifest that the trainer knows.
 *
 * @param options what was asked for
 * @param data what it was made from
 * @param fit how the fit went
 * @param metrics figures of the test part by name, in the order given
 * @param libraries what ran
 */
public record TrainingRecord(
        TrainingOptions options,
        DataProvenance data,
        FitFacts fit,
        Map<String, Double> metrics,
        Libraries libraries) {

    /** Copies the map; nothing may be missing. */
    public TrainingRecord {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(fit, "fit");
        Objects.requireNonNull(libraries, "libraries");
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** The name of the plan that was trained. */
    public String plan() {
        return options.plan().toString();
    }
}
