package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.util.FileUtils;

/**
 * What the notebooks of the walk share: the data, a cluster, the model store. Each notebook goes on
 * from the models that an earlier one trained, and trains them itself where it is opened first.
 */
public final class Lesson implements AutoCloseable {
    private static final String DATA = "DATA";
    private static final int SLOTS = 2;

    private final Path project;
    private final Path data;
    private final EmbeddedCluster cluster;

    private Lesson(Path project, Path data, EmbeddedCluster cluster) {
        this.project = project;
        this.data = data;
        this.cluster = cluster;
    }

    /**
     * The walk through the data that the environment variable DATA names, or through the customers
     * that the project ships.
     *
     * @param project the project's directory, seen from the notebook
     */
    public static Lesson in(String project) throws IOException {
        Path root = Path.of(project);
        String data = System.getenv(DATA);
        return new Lesson(
                root,
                data == null ? root.resolve("data/churn.csv") : Path.of(data),
                EmbeddedCluster.start(SLOTS));
    }

    /** The customers' file. */
    public Path data() {
        return data;
    }

    /** Where the walk keeps what it makes. */
    public Path directory() {
        return project.resolve("target/lesson");
    }

    /** A new path below {@link #directory()} at which nothing is yet: for what is not kept. */
    public Path scratch() {
        return directory().resolve("scratch-" + UUID.randomUUID());
    }

    /** An empty directory below {@link #directory()}: what an earlier run left there is gone. */
    public Path emptied(String name) throws IOException {
        Path directory = directory().resolve(name);
        FileUtils.deleteDirectory(directory.toFile());
        return Files.createDirectories(directory);
    }

    /** The cluster of this notebook, with two slots. */
    public EmbeddedCluster cluster() {
        return cluster;
    }

    /** The models. */
    public ModelStore store() {
        return ModelStore.at(directory().resolve("models"));
    }

    /** The customers, split as the article splits them. */
    public LabelledData rows() {
        return LabelledData.read(data, Churn.SCHEMA, TrainingOptions.DEFAULT);
    }

    /** The model of a recipe on this data: the newest in the store, or else one trained now. */
    public StoredModel model(Recipe recipe) throws Exception {
        TrainingOptions options = TrainingOptions.DEFAULT;
        LabelledData rows = rows();
        Optional<String> trained =
                LessonModels.newest(store(), recipe, options, rows.data().sha256());
        StoredModel model =
                trained.isPresent()
                        ? store().open(trained.get())
                        : new ModelTraining(cluster).publish(rows, recipe, options, store());
        LessonModels.writeResults(project, store(), directory().resolve("results.json"));
        return model;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
