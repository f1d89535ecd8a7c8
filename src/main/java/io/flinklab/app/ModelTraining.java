package io.flinklab.app;

import io.flinklab.data.CustomerSource;
import io.flinklab.features.Vocabulary;
import io.flinklab.serving.Scorer;
import io.flinklab.store.Libraries;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import io.flinklab.training.logistic.TrainingException;
import java.nio.file.Path;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From a data file to a published model: read, split, train in one Flink job, measure the test part
 * with the saved model, publish.
 */
public final class ModelTraining {
    private final EmbeddedCluster cluster;

    /** Trainings that run on this cluster. */
    public ModelTraining(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Trains, measures and publishes.
     *
     * @throws TrainingException the data cannot give a model
     */
    public StoredModel publish(LabelledData data, TrainingOptions options, ModelStore store)
            throws Exception {
        try (Staging staging = store.stage()) {
            TrainedModel trained = train(data, options, staging.pipeline());
            LabelledScores scores = LabelledScores.of(Scorer.of(trained.pipeline()), data.test());
            return store.publish(
                    staging,
                    trained.pipeline(),
                    new TrainingRecord(
                            options,
                            data.provenance(),
                            trained.fit(),
                            scores.evaluation().toMap(),
                            libraries()),
                    Probes.of(trained.pipeline()));
        }
    }

    /**
     * Trains only.
     *
     * @param directory where Flink ML's pipeline goes; must not exist
     */
    public TrainedModel train(LabelledData data, TrainingOptions options, Path directory)
            throws Exception {
        data.requireTrainable();
        StreamExecutionEnvironment environment = cluster.environment();
        return new TrainingJob(options, Vocabulary.of(data.train()))
                .run(
                        CustomerSource.rows(
                                environment, data.split().train(), data.path().toString()),
                        directory);
    }

    /** What runs here. */
    static Libraries libraries() {
        return new Libraries(
                EnvironmentInformation.getVersion(),
                Stage.class.getPackage().getImplementationVersion());
    }
}
