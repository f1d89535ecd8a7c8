package io.flinklab.store;

import static io.flinklab.store.StoreFixture.PIPELINE;
import static io.flinklab.store.StoreFixture.TRAINING;
import static io.flinklab.store.StoreFixture.publish;
import static io.flinklab.store.StoreFixture.save;
import static io.flinklab.store.StoreFixture.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.training.Hyperparameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
    @TempDir private Path directory;

    @Test
    void shouldGiveBackWhatWasPublished() {
        ModelStore store = store(directory.resolve("new/store"));

        StoredModel published = publish(store);

        StoredModel opened = store.open();
        assertThat(opened).isEqualTo(published);
        assertThat(opened.version()).isEqualTo("v000001");
        assertThat(opened.pipeline()).isEqualTo(PIPELINE);
        assertThat(opened.manifest().training()).isEqualTo(TRAINING);
        assertThat(opened.manifest().createdAt()).isEqualTo(StoreFixture.NOON);
        assertThat(opened.manifest().files())
                .containsOnlyKeys(
                        "parameters.json", "pipeline/metadata", "pipeline/stages/0/data/part-0");
        assertThat(opened.flinkPipeline().resolve("metadata")).exists();
    }

    @Test
    void shouldWriteTheSameModelAsTheSameBytes() throws IOException {
        ModelStore store = store(directory);

        StoredModel first = publish(store);
        StoredModel second = publish(store);

        assertThat(second.manifest().modelSha256()).isEqualTo(first.manifest().modelSha256());
        assertThat(Files.readString(second.directory().resolve("manifest.json")))
                .isEqualTo(
                        Files.readString(first.directory().resolve("manifest.json"))
                                .replace("v000001", "v000002"));
    }

    @Test
    void shouldNameVersionsAlikeInEveryLocale() {
        ModelStore store = store(directory);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            publish(store);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(store.versions()).containsExactly("v000001");
    }

    @Test
    void shouldLetOtherUsersReadWhatTheyMayReadInTheStore() throws IOException {
        ModelStore store = store(directory.resolve("store"));

        StoredModel model = publish(store);
        store.pin("v000001");

        assertThat(Files.getPosixFilePermissions(model.directory()))
                .isEqualTo(Files.getPosixFilePermissions(store.root()));
        assertThat(Files.getPosixFilePermissions(directory.resolve("store/pinned")))
                .isEqualTo(
                        Files.getPosixFilePermissions(
                                model.directory().resolve("parameters.json")));
    }

    @Test
    void shouldNumberVersionsBeyondTheirDigits() throws IOException {
        Files.createDirectory(directory.resolve("v999999"));
        ModelStore store = store(directory);

        publish(store);

        assertThat(store.versions()).containsExactly("v999999", "v1000000");
        assertThat(store.latest()).contains("v1000000");
    }

    @Test
    void shouldNotShowAModelBeforeItIsPublished() {
        ModelStore store = store(directory);

        try (Staging staging = store.stage()) {
            save(staging.pipeline());

            assertThat(store.versions()).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldKeepEveryModelOfPublishersAtTheSameTime() throws Exception {
        int publishers = 4;
        int each = 5;
        ExecutorService threads = Executors.newFixedThreadPool(publishers);
        List<Future<?>> running = new ArrayList<>();

        for (int p = 0; p < publishers; p++) {
            ModelStore store = store(directory);
            running.add(
                    threads.submit(
                            () -> {
                                for (int i = 0; i < each; i++) {
                                    publish(store);
                                }
                            }));
        }
        for (Future<?> publisher : running) {
            publisher.get();
        }
        threads.shutdown();

        ModelStore store = store(directory);
        assertThat(store.versions()).hasSize(publishers * each).doesNotHaveDuplicates();
        assertThat(store.versions())
                .allSatisfy(
                        version -> assertThat(store.open(version).version()).isEqualTo(version));
        assertThat(store.latest()).contains("v000020");
    }

    @Test
    void shouldUseThePinnedVersionUntilItIsUnpinned() {
        ModelStore store = store(directory);
        publish(store);
        publish(store);

        store.pin("v000001");
        publish(store);

        assertThat(store.current()).isEqualTo("v000001");
        assertThat(store.open().version()).isEqualTo("v000001");
        assertThat(store.pinned()).contains("v000001");
        store.unpin();
        assertThat(store.current()).isEqualTo("v000003");
        assertThat(store.pinned()).isEmpty();
    }

    @Test
    void shouldKeepGoldenScores() {
        Example customer =
                new Customer(
                                1,
                                2,
                                "Ben",
                                700,
                                "Spain",
                                "Male",
                                35,
                                4,
                                0.1,
                                2,
                                0,
                                1,
                                5e4,
                                Double.NaN)
                        .toExample();
        GoldenScore golden = GoldenScore.of(Churn.SCHEMA, customer, 0.1 + 0.2);
        ModelStore store = store(directory);

        publish(store, PIPELINE, List.of(golden));

        assertThat(store.open().manifest().goldenScores()).containsExactly(golden);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldReadAManifestOfAnEarlierFormat(int format) throws IOException {
        ModelStore store = store(directory);
        StoredModel model = publish(store);
        rewrite(
                model,
                manifest -> {
                    asOfOneTable(manifest.put("formatVersion", format));
                    if (format < 4) {
                        manifest.remove("probeTolerance");
                    }
                    if (format < 3) {
                        manifest.remove("format");
                    }
                    if (format == 1) {
                        manifest.remove("probes");
                    }
                });

        StoredModel opened = store.open();

        assertThat(opened.manifest().formatVersion()).isEqualTo(format);
        assertThat(opened.manifest().goldenScores()).isEmpty();
        assertThat(opened.manifest().goldenTolerance()).isEqualTo(1e-12);
        assertThat(opened.manifest().schema()).isEqualTo(Churn.SCHEMA);
        assertThat(opened.manifest().training().plan()).isEqualTo("tuned");
        assertThat(opened.manifest().training().data()).isEqualTo(TRAINING.data());
        assertThat(opened.format()).isEqualTo(ModelFormat.PIPELINE);
        assertThat(opened.pipeline()).isEqualTo(PIPELINE);
    }

    @Test
    void shouldTakeScoresForProbabilitiesWhereAnEarlierFormatDoesNotTell() throws IOException {
        ModelStore store = store(directory);
        rewrite(
                publish(store),
                manifest -> {
                    manifest.put("formatVersion", 5);
                    ((ObjectNode) manifest.get("training"))
                            .remove(List.of("score", "searches", "sketch"));
                });

        assertThat(store.open().manifest().training().score()).isEqualTo(ScoreMeaning.PROBABILITY);
    }

    @Test
    void shouldReadAManifestFromBeforeSearches() throws IOException {
        ModelStore store = store(directory);
        rewrite(
                publish(store),
                manifest -> {
                    manifest.put("formatVersion", 6);
                    ObjectNode training = (ObjectNode) manifest.get("training");
                    training.put("score", "order").remove(List.of("searches", "sketch"));
                });

        TrainingRecord training = store.open().manifest().training();

        assertThat(training.searches()).isEmpty();
        assertThat(training.score()).isEqualTo(ScoreMeaning.ORDER);
    }

    @Test
    void shouldReadAManifestFromBeforeSketches() throws IOException {
        ModelStore store = store(directory);
        rewrite(
                publish(store),
                manifest -> {
                    manifest.put("formatVersion", 7);
                    ((ObjectNode) manifest.get("training")).remove("sketch");
                });

        assertThat(store.open().manifest().training()).isEqualTo(TRAINING);
        assertThat(TRAINING.sketch()).isEqualTo(TableSketch.NONE);
    }

    @Test
    void shouldKeepHowTheRowsAreSpread() {
        TableSketch sketch =
                TableSketch.of(
                        Churn.SCHEMA,
                        new CustomerGenerator(3).examples(500).toList(),
                        new double[] {0.1, 0.2},
                        1);
        ModelStore store = store(directory);
        try (Staging staging = store.stage()) {
            StoreFixture.save(staging.pipeline());
            store.publish(staging, PIPELINE, TRAINING.with(sketch), List.of());
        }

        assertThat(store.open().manifest().training().sketch()).isEqualTo(sketch);
    }

    @Test
    void shouldKeepTheSearchThatChoseTheHyperparameters() {
        Hyperparameters strong = new Hyperparameters.Logistic(1e300, 100, 1e-6);
        SearchRecord search =
                new SearchRecord(
                        "log-loss",
                        5,
                        42,
                        "one-standard-error",
                        List.of(new SearchRecord.Candidate(strong, 1 / 3.0, 1e-3)),
                        List.of(new SearchRecord.Failure(strong, "fold 1: no rows")));
        ModelStore store = store(directory);
        try (Staging staging = store.stage()) {
            StoreFixture.save(staging.pipeline());
            store.publish(staging, PIPELINE, TRAINING.with(List.of(search)), List.of());
        }

        assertThat(store.open().manifest().training().searches()).containsExactly(search);
    }

    @Test
    void shouldReadTheGoldenScoresOfAnEarlierFormat() throws IOException {
        ModelStore store = store(directory);
        Example ben =
                new Customer(
                                1,
                                2,
                                "Ben",
                                700,
                                "Spain",
                                "Male",
                                35,
                                4,
                                0.1,
                                2,
                                0,
                                1,
                                5e4,
                                Double.NaN)
                        .toExample();
        StoredModel model =
                publish(store, PIPELINE, List.of(GoldenScore.of(Churn.SCHEMA, ben, 0.25)));
        rewrite(
                model,
                manifest -> {
                    asOfOneTable(manifest.put("formatVersion", 4));
                    ObjectNode golden = (ObjectNode) manifest.get("probes").get(0);
                    ObjectNode customer = golden.putObject("customer");
                    golden.remove("example")
                            .properties()
                            .forEach(
                                    each ->
                                            customer.set(
                                                    each.getKey()
                                                                    .substring(0, 1)
                                                                    .toLowerCase(Locale.ROOT)
                                                            + each.getKey().substring(1),
                                                    each.getValue()));
                    customer.put("rowNumber", 1).put("surname", "Ben").put("exited", "NaN");
                });

        GoldenScore golden = store.open().manifest().goldenScores().get(0);

        assertThat(golden.score()).isEqualTo(0.25);
        assertThat(golden.example(Churn.SCHEMA)).isEqualTo(ben);
    }

    @ParameterizedTest
    @CsvSource({
        "ONNX,        0.53125,             1e-6",
        "ONNX,        0.53766930103302,    1e-6",
        "TORCHSCRIPT, 0.1234567890123,     1e-12",
        "PYTHON,      0.25,                1e-6",
        "PYTHON,      0.3000000000000001,  1e-12"
    })
    void shouldTellTheToleranceOfAnEarlierFormatByItsScores(
            ModelFormat format, double score, double tolerance) throws IOException {
        ModelStore store = store(directory);
        Example customer =
                new Customer(1, 2, "Ben", 700, "Spain", "Male", 35, 4, 1, 2, 0, 1, 5e4, 0)
                        .toExample();
        List<GoldenScore> goldenScores =
                List.of(
                        GoldenScore.of(Churn.SCHEMA, customer, (float) .1),
                        GoldenScore.of(Churn.SCHEMA, customer, score));
        StoredModel model = store.publish(format, new byte[] {1}, TRAINING, goldenScores, 1e-12);
        assertThat(model.manifest().goldenTolerance()).isEqualTo(tolerance);

        rewrite(
                model,
                manifest ->
                        asOfOneTable(manifest.put("formatVersion", 3)).remove("goldenTolerance"));

        assertThat(store.open().manifest().goldenTolerance()).isEqualTo(tolerance);
    }

    @Test
    void shouldKeepTheToleranceThatItIsGiven() {
        StoredModel model =
                store(directory)
                        .publish(ModelFormat.ONNX, new byte[] {1}, TRAINING, List.of(), 1e-6);

        assertThat(model.manifest().goldenTolerance()).isEqualTo(1e-6);
        assertThat(publish(store(directory)).manifest().goldenTolerance()).isEqualTo(1e-12);
    }

    @Test
    void shouldHoldAModelOfAnotherFormat() {
        byte[] content = {3, 1, 4, 1, 5};
        ModelStore store = store(directory);
        publish(store);

        StoredModel model = store.publish(ModelFormat.ONNX, content, TRAINING, List.of(), 1e-12);

        assertThat(model.version()).isEqualTo("v000002");
        assertThat(store.open()).isEqualTo(model);
        assertThat(model.format()).isEqualTo(ModelFormat.ONNX);
        assertThat(model.isPipeline()).isFalse();
        assertThat(model.content()).isEqualTo(content);
        assertThat(model.manifest().modelSha256()).isEqualTo(StoredModel.digest(content));
        assertThat(model.manifest().files()).containsOnlyKeys("model.onnx");
        assertThatThrownBy(model::flinkPipeline)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("expected a fitted pipeline; found a model of format onnx");
    }

    @Test
    void shouldGiveItsContentAsBytesThatCanBeReadAgain() {
        StoredModel model = publish(store(directory));
        String sha256 = model.manifest().modelSha256();
        byte[] bytes = model.content();

        StoredModel.requireDigest(bytes, "state", sha256);
        assertThat(StoredModel.readPipeline(bytes, "state")).isEqualTo(PIPELINE);
        bytes[bytes.length / 2] ^= 1;
        assertThatThrownBy(() -> StoredModel.requireDigest(bytes, "state", sha256))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("state: expected SHA-256 " + sha256);
        StoredModel.requireDigest(model.content(), "state", sha256);
    }

    @Test
    void shouldTellAStoreThatCannotBeReachedFromADamagedOne() {
        publish(store(directory));
        ModelStore unreachable = store(directory, () -> true);

        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        unreachable::versions,
                        unreachable::current,
                        unreachable::open,
                        unreachable::stage,
                        unreachable::unpin)) {
            assertThatThrownBy(call)
                    .isInstanceOf(StoreException.Unreachable.class)
                    .hasMessageContainingAll(directory.toString(), "the line is cut");
        }
    }

    @Test
    void shouldRollBackOneVersionAtATime() {
        ModelStore store = store(directory);
        Stream.of(1, 2, 3).forEach(i -> publish(store));

        assertThat(store.rollback()).isEqualTo("v000002");
        assertThat(store.rollback()).isEqualTo("v000001");

        assertThatThrownBy(store::rollback)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(directory.toString(), "before the current one, v000001");
        assertThat(store.current()).isEqualTo("v000001");
    }

    /** As manifests were before format 5: of the course's table, without saying so. */
    private static ObjectNode asOfOneTable(ObjectNode manifest) {
        ObjectNode training = (ObjectNode) manifest.get("training");
        training.remove(List.of("schema", "hyperparameters", "score", "searches", "sketch"));
        ((ObjectNode) training.get("options")).set("plan", training.remove("plan"));
        ObjectNode data = (ObjectNode) training.get("data");
        data.set("duplicateCustomers", data.remove("duplicateKeys"));
        manifest.set("probes", manifest.remove("goldenScores"));
        manifest.set("probeTolerance", manifest.remove("goldenTolerance"));
        return manifest;
    }

    /** Changes a manifest, and signs it again. */
    private static void rewrite(StoredModel model, Consumer<ObjectNode> change) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path manifest = model.directory().resolve("manifest.json");
        ObjectNode changed = (ObjectNode) json.readTree(manifest.toFile());
        change.accept(changed);
        Files.write(manifest, json.writeValueAsBytes(changed));
        Files.writeString(
                model.directory().resolve("manifest.sha256"),
                FileDigest.of(Files.readAllBytes(manifest)).sha256() + "  manifest.json\n");
    }
}
