package io.flinklab.flinkml;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.api.Stage;

/**
 * A stage of Flink ML with its options, as the kit tries it on {@link SixRows}.
 *
 * @param type the stage's class
 * @param factory makes the stage
 * @param compared what of its output has to be the same in two runs
 * @param leftOut scenarios that say nothing about this stage
 */
record StageCase(Class<?> type, Factory factory, Compared compared, Set<Scenario> leftOut) {

    /** Makes a stage; the job is for stages that are given a model as a table. */
    interface Factory {
        Stage<?> create(StageJob job);
    }

    /** What of a stage's output does not depend on chance. */
    enum Compared {
        /** Every value. */
        VALUES,
        /** Which rows get the same value, whatever the value is. */
        GROUPS,
        /** Which rows come out. */
        ROWS
    }

    static <S extends Stage<S>> StageCase of(Supplier<S> stage) {
        return of(stage.get().getClass(), job -> stage.get());
    }

    static StageCase of(Class<?> type, Factory factory) {
        return new StageCase(type, factory, Compared.VALUES, Set.of());
    }

    StageCase comparing(Compared other) {
        return new StageCase(type, factory, other, leftOut);
    }

    StageCase leavingOut(Scenario... scenarios) {
        return new StageCase(type, factory, compared, Set.of(scenarios));
    }

    String name() {
        return type.getSimpleName();
    }

    /** The stage's class, and that of the model which it fits. */
    Set<Class<?>> classes() {
        return isEstimator() ? Set.of(type, modelType()) : Set.of(type);
    }

    boolean isEstimator() {
        return Estimator.class.isAssignableFrom(type);
    }

    boolean isTriedWith(Scenario scenario) {
        return scenario == Scenario.MODEL_DATA ? hasModelData() : !leftOut.contains(scenario);
    }

    /** Whether there is a model that can be made of model data alone; not so of a pipeline. */
    private boolean hasModelData() {
        return Model.class.isAssignableFrom(modelType())
                && Arrays.stream(modelType().getConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private Class<?> modelType() {
        try {
            return isEstimator() ? Class.forName(type.getName() + "Model") : type;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("No model beside the estimator " + type.getName(), e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
