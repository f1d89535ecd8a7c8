package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.FileUtils;

/** What {@link Lab} shares among test classes; closed by JUnit after the last one. */
final class SharedLab implements AutoCloseable {
    private static final int SLOTS = 4;

    private final EmbeddedCluster cluster;
    private final Path directory;
    private final Map<List<Object>, StoredModel> models = new HashMap<>();

    private SharedLab(EmbeddedCluster cluster, Path directory) {
        this.cluster = cluster;
        this.directory = directory;
    }

    static SharedLab start() {
        try {
            return new SharedLab(
                    EmbeddedCluster.start(SLOTS), Files.createTempDirectory("flink-ml-lab-test"));
        } catch (Exception e) {
            throw new IllegalStateException("No cluster for the tests", e);
        }
    }

    EmbeddedCluster cluster() {
        return cluster;
    }

    Path newDirectory() {
        try {
            return Files.createTempDirectory(directory, "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized StoredModel model(Path data, Recipe plan) throws Exception {
        List<Object> key = List.of(data, plan);
        if (!models.containsKey(key)) {
            models.put(key, train(data, plan, TrainingOptions.DEFAULT));
        }
        return models.get(key);
    }

    StoredModel train(Path data, Recipe plan, TrainingOptions options) throws Exception {
        return new ModelTraining(cluster)
                .publish(
                        LabelledData.read(data, Churn.SCHEMA, options),
                        plan,
                        options,
                        ModelStore.at(newDirectory().resolve("models")));
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        FileUtils.deleteDirectory(directory.toFile());
    }
}
