package io.flinklab.interchange;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.GoldenScore;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Pipelines as models of a store, in the forms that a runtime takes. */
final class ContractModels {
    private final ModelFormat format;
    private final BiFunction<FittedPipeline, ExportMetadata, byte[]> export;
    private final Map<FittedPipeline, ServedModel> asPipelines = new HashMap<>();
    private final Map<String, FittedPipeline> pipelines = new HashMap<>();
    private Path directory;

    ContractModels(ModelFormat format, BiFunction<FittedPipeline, ExportMetadata, byte[]> export) {
        this.format = format;
        this.export = export;
    }

    /** Skips the calling tests, and says so, where the runtime's libraries are not installed. */
    static void requireInstalled(ScoringRuntime runtime, ServedModel model) {
        try {
            runtime.open(model).close();
        } catch (MissingRuntimeException e) {
            String missing = "SKIPPED: " + runtime + ": " + e.getMessage();
            // The build's own output only counts skipped tests.
            System.err.println(missing);
            assumeThat(false).withFailMessage(missing).isTrue();
        }
    }

    static List<Example> customers() {
        return Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();
    }

    static Example customer(String country, String gender, double age) {
        return new Customer(1, 2, "Ugo", 700, country, gender, age, 4, 0, 1, 0, 1, 5e4, 0)
                .toExample();
    }

    static ServedModel served(ModelFormat format, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new ServedModel(
                    "v000009", HexFormat.of().formatHex(digest), Churn.SCHEMA, format, content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java always has SHA-256", e);
        }
    }

    static byte[] half(ServedModel model) {
        return Arrays.copyOf(model.content(), model.content().length / 2);
    }

    void keepIn(Path directory) {
        this.directory = directory;
    }

    ModelFormat format() {
        return format;
    }

    /** Whether the runtime runs files of its own format, in which pipelines can be written. */
    boolean hasOwnFiles() {
        return export != null;
    }

    /** The pipeline as the store keeps it and, where there is one, as a file of the own format. */
    Stream<ServedModel> forms(FittedPipeline pipeline) {
        return export == null
                ? Stream.of(asPipeline(pipeline))
                : Stream.of(asPipeline(pipeline), asFile(pipeline));
    }

    ServedModel asPipeline(FittedPipeline pipeline) {
        return noted(
                pipeline,
                asPipelines.computeIfAbsent(
                        pipeline,
                        key ->
                                ServedModel.of(
                                        StoreFixture.publish(ModelStore.at(directory), key))));
    }

    /** The pipeline that a model was made of. */
    FittedPipeline pipelineOf(ServedModel model) {
        return pipelines.get(model.sha256());
    }

    /** Publishes the pipeline in the runtime's own format. */
    StoredModel publish(ModelStore store, FittedPipeline pipeline, List<GoldenScore> goldenScores) {
        return export == null
                ? StoreFixture.publish(store, pipeline, goldenScores)
                : StoreFixture.publish(store, format, file(pipeline), goldenScores);
    }

    private ServedModel asFile(FittedPipeline pipeline) {
        return noted(pipeline, served(format, file(pipeline)));
    }

    private byte[] file(FittedPipeline pipeline) {
        ServedModel model = asPipeline(pipeline);
        return export.apply(
                pipeline,
                ExportMetadata.of(Churn.SCHEMA, pipeline, model.version(), model.sha256()));
    }

    private ServedModel noted(FittedPipeline pipeline, ServedModel model) {
        pipelines.put(model.sha256(), pipeline);
        return model;
    }
}
