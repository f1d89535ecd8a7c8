package io.flinklab.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flinklab.churn.Churn;
import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.util.FileUtils;

/**
 * What the course's notebooks share: the data, a cluster, the model store. A notebook goes on from
 * the models that an earlier one trained; opened first, it trains them itself.
 */
public final class Lesson implements AutoCloseable {
    private static final String DATA = "DATA";

    /** The metrics that the results file has of each model. */
    private static final List<String> METRICS =
            List.of("auroc", "averagePrecision", "logLoss", "accuracy");

    private final Path project;
    private final Path data;
    private final EmbeddedCluster cluster;

    private Lesson(Path project, Path data, EmbeddedCluster cluster) {
        this.project = project;
        this.data = data;
        this.cluster = cluster;
    }

    /**
     * The course with the data that the environment variable DATA names, or with the customers that
     * the project ships.
     *
     * @param project the project's directory, seen from the notebook
     */
    public static Lesson in(String project) throws IOException {
        Path root = Path.of(project);
        String data = System.getenv(DATA);
        EmbeddedCluster cluster = EmbeddedCluster.forNotebook();
        NotebookCluster.use(cluster);
        return new Lesson(
                root, data == null ? root.resolve("data/churn.csv") : Path.of(data), cluster);
    }

    /** The customers' file. */
    public Path data() {
        return data;
    }

    /** Where the notebooks keep what they make. */
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

    /** The cluster of this notebook, with eight slots. */
    public EmbeddedCluster cluster() {
        return cluster;
    }

    /** The models. */
    public ModelStore store() {
        return ModelStore.at(directory().resolve("models"));
    }

    /** The customers, split by {@link io.flinklab.data.Split#article}. */
    public LabelledData rows() {
        return LabelledData.read(data, Churn.SCHEMA, TrainingOptions.DEFAULT);
    }

    /** The model of a recipe on this data: the newest in the store, or else one trained now. */
    public StoredModel model(Recipe recipe) throws Exception {
        TrainingOptions options = TrainingOptions.DEFAULT;
        LabelledData rows = rows();
        Optional<String> trained = newest(recipe, options, rows.data().sha256());
        StoredModel model =
                trained.isPresent()
                        ? store().open(trained.get())
                        : new ModelTraining(cluster).publish(rows, recipe, options, store());
        writeResults();
        return model;
    }

    /** The newest version of a recipe with these options on this data. */
    private Optional<String> newest(Recipe recipe, TrainingOptions options, String dataSha256) {
        ModelStore store = store();
        return store.versions().stream()
                .filter(
                        version -> {
                            TrainingRecord training = store.manifest(version).training();
                            return training.isOf(recipe, options)
                                    && training.data().sha256().equals(dataSha256);
                        })
                .reduce((older, newer) -> newer);
    }

    /** Writes one JSON object a model: recipe, test rows, metrics, version, path in the project. */
    private void writeResults() throws IOException {
        List<Map<String, Object>> results =
                store().versions().stream().map(store()::manifest).map(this::result).toList();
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory().resolve("results.json").toFile(), results);
    }

    private Map<String, Object> result(Manifest manifest) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("plan", manifest.training().plan());
        result.put("rows", manifest.training().data().testRows());
        METRICS.forEach(name -> result.put(name, manifest.training().metrics().get(name)));
        result.put("modelVersion", manifest.modelVersion());
        Path path = store().root().resolve(manifest.modelVersion());
        result.put("path", project.relativize(path).toString());
        return result;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
