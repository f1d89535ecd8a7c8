package io.flinklab.store;

import io.flinklab.data.Schema;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.store.TrainingRecord.Libraries;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an unfinished version says of itself: the {@code manifest.json} of a training that has
 * stored its state and is not over.
 *
 * @param formatVersion layout of the directory, the {@link Manifest#FORMAT_VERSION} of its time
 * @param modelVersion the version that it will be; empty before it is begun
 * @param iteration after which the state was stored; 0 before the first one
 * @param storeEvery iterations from one stored state to the next, 1 or more
 * @param createdAt when it was stored
 * @param projectVersion version of this project that trains
 * @param plan name of the recipe that is trained
 * @param hyperparameters of its estimator
 * @param options what else was asked for
 * @param schema what the model will read and predict
 * @param data what it is made from
 * @param libraries what runs
 * @param files each file but the manifest and its digest, by path relative to the directory
 */
public record UnfinishedTraining(
        int formatVersion,
        String modelVersion,
        int iteration,
        int storeEvery,
        Instant createdAt,
        String projectVersion,
        String plan,
        Hyperparameters hyperparameters,
        TrainingOptions options,
        Schema schema,
        DataProvenance data,
        Libraries libraries,
        Map<String, FileDigest> files) {

    /** Copies the map; nothing may be missing. */
    public UnfinishedTraining {
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(projectVersion, "projectVersion");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(hyperparameters, "hyperparameters");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(libraries, "libraries");
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /**
     * A training of this version of the project that is to begin.
     *
     * @param storeEvery iterations from one stored state to the next, 1 or more
     */
    public UnfinishedTraining(
            Recipe recipe,
            TrainingOptions options,
            Schema schema,
            DataProvenance data,
            Libraries libraries,
            int storeEvery) {
        this(
                Manifest.FORMAT_VERSION,
                "",
                0,
                storeEvery,
                Instant.EPOCH,
                Publisher.projectVersion(),
                recipe.name(),
                recipe.hyperparameters(),
                options,
                schema,
                data,
                libraries,
                Map.of());
    }

    /**
     * Passes if this project, with these libraries, trains as the one that began.
     *
     * @throws StoreException it is another version
     */
    public void requireSame(Libraries found) {
        require("version " + projectVersion, "version " + Publisher.projectVersion());
        require("Flink " + libraries.flink(), "Flink " + found.flink());
        require("Flink ML " + libraries.flinkMl(), "Flink ML " + found.flinkMl());
    }

    private void require(String expected, String found) {
        if (!expected.equals(found)) {
            throw new StoreException(
                    modelVersion,
                    "the " + expected + " that began its training",
                    found,
                    "Go on with that one, or train anew.");
        }
    }

    UnfinishedTraining at(
            String version, int reached, Instant now, Map<String, FileDigest> stored) {
        return new UnfinishedTraining(
                formatVersion,
                version,
                reached,
                storeEvery,
                now,
                projectVersion,
                plan,
                hyperparameters,
                options,
                schema,
                data,
                libraries,
                stored);
    }
}
