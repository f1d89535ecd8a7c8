package io.flinklab.store;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.store.TrainingRecord.Libraries;
import io.flinklab.training.FitFacts;
import io.flinklab.training.StopReason;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Publishes small models. */
public final class StoreFixture {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final FittedPipeline PIPELINE = SamplePipelines.reference(UnseenCategory.KEEP);
    static final TrainingRecord TRAINING =
            new TrainingRecord(
                    "tuned",
                    Churn.TUNED.hyperparameters(),
                    TrainingOptions.DEFAULT,
                    Churn.SCHEMA,
                    new DataProvenance("churn.csv", "ab".repeat(32), 10_000, 3, 8_000, 2_000, 1),
                    new FitFacts("SGD", 3, List.of(0.7, 0.1 + 0.2, 1e-300), StopReason.TOLERANCE),
                    Map.of("auroc", 1 / 3.0, "accuracy", 0.8095),
                    new Libraries("1.18.1", "2.3.0"));

    private StoreFixture() {}

    /** What made the models, as their manifests say. */
    public static TrainingRecord training() {
        return TRAINING;
    }

    static ModelStore store(Path root) {
        return ModelStore.at(root, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    static StoredModel publish(ModelStore store) {
        return publish(store, PIPELINE);
    }

    /** Publishes a pipeline, with stand-ins for Flink ML's own files. */
    public static StoredModel publish(ModelStore store, FittedPipeline pipeline) {
        return publish(store, pipeline, List.of());
    }

    /** The same with golden scores. */
    public static StoredModel publish(
            ModelStore store, FittedPipeline pipeline, List<GoldenScore> goldenScores) {
        try (Staging staging = store.stage()) {
            save(staging.pipeline());
            return store.publish(staging, pipeline, TRAINING, goldenScores);
        }
    }

    /** Publishes a model of another format. */
    public static StoredModel publish(
            ModelStore store, ModelFormat format, byte[] content, List<GoldenScore> goldenScores) {
        return store.publish(format, content, TRAINING, goldenScores, GoldenScore.DOUBLE_TOLERANCE);
    }

    /** The store in a directory that nobody can reach while {@code down} says so. */
    public static ModelStore store(Path root, BooleanSupplier down) {
        return store(root, call -> down.getAsBoolean());
    }

    /** The same where that depends on the call, by its name in {@link StoreFiles}. */
    static ModelStore store(Path root, Predicate<String> down) {
        return store(new LocalFiles(root), down);
    }

    /**
     * The same as if it were elsewhere: its files have no paths.
     *
     * @param here where models are staged
     */
    public static ModelStore elsewhere(Path root, Path here, Predicate<String> down) {
        StoreFiles files = new LocalFiles(root);
        InvocationHandler elsewhere =
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "path" -> Optional.empty();
                            case "stage" -> Staging.of(Files.createTempDirectory(here, ""));
                            default -> invoke(files, method, arguments);
                        };
        return store(files(elsewhere), down);
    }

    private static ModelStore store(StoreFiles files, Predicate<String> down) {
        InvocationHandler line =
                (proxy, method, arguments) -> {
                    if (List.of(method.getExceptionTypes()).contains(IOException.class)
                            && down.test(method.getName())) {
                        throw new IOException("the line is cut");
                    }
                    return invoke(files, method, arguments);
                };
        return ModelStore.at(files(line), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Object invoke(StoreFiles files, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(files, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static StoreFiles files(InvocationHandler calls) {
        return (StoreFiles)
                Proxy.newProxyInstance(
                        StoreFiles.class.getClassLoader(),
                        new Class<?>[] {StoreFiles.class},
                        calls);
    }

    static void save(Path pipeline) {
        try {
            Path data = Files.createDirectories(pipeline.resolve("stages/0/data"));
            Files.writeString(data.resolve("part-0"), "fitted values");
            Files.writeString(pipeline.resolve("metadata"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
