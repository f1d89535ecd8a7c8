package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.serving.Scorer;
import io.flinklab.store.GoldenScore;
import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.store.TrainingRecord.Libraries;
import io.flinklab.training.FitFacts;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.SavedPipeline;
import io.flinklab.training.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * Makes versions of a store out of what a learner learned: the version that it began with, with
 * other coefficients and, where they grew, other features. A version that the store has already is
 * left out. Closing this removes the copy of that version's pipeline that it made, if it did.
 */
final class LearnedPublisher implements AutoCloseable {
    private final ModelStore store;
    private final LearnerOptions options;
    private String learner = "";
    private long published;
    private StoredModel first;
    private Staging copy;

    LearnedPublisher(ModelStore store, LearnerOptions options) {
        this.store = store;
        this.options = options;
    }

    void publish(LearnedVersion version) throws IOException {
        if (!version.learner().equals(learner)) {
            begin(version);
        }
        long learned = version.tally().learned();
        if (learned > published) {
            // If this fails the version may be there all the same: the store is asked next time.
            learner = "";
            add(version);
            learner = version.learner();
            published = learned;
        }
    }

    private void begin(LearnedVersion version) {
        close();
        first = store.open(version.warmStart());
        published = published(version);
        learner = version.learner();
    }

    private void add(LearnedVersion version) throws IOException {
        FittedPipeline pipeline =
                version.isHashed() ? version.hashedPipeline() : version.pipeline(first.pipeline());
        try (Staging staging = store.stage()) {
            if (version.isHashed()) {
                Optional<Path> imputers =
                        first.isPipeline() ? Optional.of(savedPipeline()) : Optional.empty();
                SavedPipeline.hashed(imputers, pipeline, staging.pipeline());
            } else {
                SavedPipeline.copy(savedPipeline(), pipeline, staging.pipeline());
            }
            store.publish(staging, pipeline, record(version), goldenScores(pipeline));
        }
    }

    /** Flink ML's own pipeline of the version that it began with, on this machine. */
    private Path savedPipeline() {
        if (first.isHere()) {
            return first.flinkPipeline();
        }
        if (copy == null) {
            copy = store.stage();
        }
        // Again each time: who tidies up the machine may have taken a file away.
        store.copyPipeline(first, copy);
        return copy.pipeline();
    }

    @Override
    public void close() {
        if (copy != null) {
            copy.close();
            copy = null;
        }
    }

    /** How many rows the learner's newest version in the store was learned from. */
    private long published(LearnedVersion version) {
        List<String> versions = store.versions();
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).equals(version.warmStart())) {
                break;
            }
            TrainingRecord training = store.manifest(versions.get(i)).training();
            if (training.hyperparameters() instanceof Hyperparameters.Online online
                    && online.learner().equals(version.learner())) {
                return training.data().trainRows();
            }
        }
        return 0;
    }

    private TrainingRecord record(LearnedVersion version) {
        TrainingRecord begun = first.manifest().training();
        StreamTally tally = version.tally();
        return new TrainingRecord(
                        begun.plan(),
                        hyperparameters(version),
                        begun.options(),
                        begun.schema(),
                        new DataProvenance(
                                version.rows(),
                                "",
                                tally.rows() - tally.rejects(),
                                tally.rejects(),
                                tally.learned(),
                                tally.learned(),
                                0),
                        new FitFacts(
                                Hyperparameters.Online.NAME, 1, List.of(), StopReason.ONE_PASS),
                        version.metrics(),
                        new Libraries(
                                EnvironmentInformation.getVersion(), begun.libraries().flinkMl()))
                .with(begun.sketch().withoutScores());
    }

    private Hyperparameters.Online hyperparameters(LearnedVersion version) {
        Hyperparameters.Online asGiven =
                options.hyperparameters(version.warmStart(), version.learner());
        SortedMap<String, Double> settings = new TreeMap<>(asGiven.settings());
        if (version.scaledRows() > 0) {
            settings.put(WarmStart.ROWS, (double) version.scaledRows());
        }
        if (version.isHashed()) {
            settings.put("hashedFeatures", (double) version.coefficients().length);
        }
        return new Hyperparameters.Online(
                asGiven.rule(), settings, asGiven.warmStart(), asGiven.learner());
    }

    /** The made-up examples of the version that it began with, scored by this one. */
    private List<GoldenScore> goldenScores(FittedPipeline pipeline) {
        Manifest manifest = first.manifest();
        Schema schema = manifest.schema();
        try (Scorer scorer = Scorer.of(schema, pipeline)) {
            return manifest.goldenScores().stream()
                    .map(golden -> golden.example(schema))
                    .map(example -> GoldenScore.of(schema, example, scorer.score(example)))
                    .toList();
        }
    }
}
