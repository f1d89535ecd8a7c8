package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.ModelWatch.Outcome;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelWatchTest {
    private static final FittedPipeline ONE = SamplePipelines.tuned(UnseenCategory.KEEP);
    private static final FittedPipeline OTHER = SamplePipelines.reference(UnseenCategory.KEEP);

    @TempDir Path directory;
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong clock = new AtomicLong(1);
    private ModelStore store;
    private ModelWatch watch;

    @BeforeEach
    void publishOneAndUseIt() {
        store = ModelStore.at(directory);
        StoredModel model = StoreFixture.publish(store, ONE);
        watch =
                new ModelWatch(
                        StoreFixture.store(directory, down::get),
                        Gates.with(),
                        model.version(),
                        model.manifest().modelSha256());
    }

    @Test
    void shouldStayWithTheVersionInUse() {
        assertThat(watch.look()).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void shouldTakeTheFirstVersionWhereNoneIsInUse() {
        watch = new ModelWatch(store, Gates.with());

        changedTo("v000001", ONE);
        assertThat(watch.look()).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void shouldChangeToANewVersionOnceAndBackOnRollback() {
        StoreFixture.publish(store, OTHER);

        changedTo("v000002", OTHER);
        assertThat(watch.look()).isEqualTo(new Outcome.Unchanged());
        store.rollback();
        changedTo("v000001", ONE);
        assertThat(watch.look()).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void shouldKeepTheVersionInUseWhereTheGateRefusesAndSayOnceThatThisIsNew() {
        StoreFixture.publish(store, OTHER, Gates.goldenScores(OTHER, 0.1));

        assertThat(refused("v000002", false)).contains("golden score 1 of 3");
        assertThat(refused("v000002", true)).contains("golden score 1 of 3");
        assertThat(watch.version()).isEqualTo("v000001");
        StoreFixture.publish(store, ONE, Gates.goldenScores(OTHER, 0.1));
        refused("v000003", false);
        StoreFixture.publish(store, OTHER, Gates.goldenScores(OTHER, 0));
        changedTo("v000004", OTHER);
    }

    @Test
    void shouldReportARefusalAgainAfterItWasAway() {
        StoreFixture.publish(store, OTHER, Gates.goldenScores(OTHER, 0.1));
        refused("v000002", false);
        store.rollback();
        assertThat(watch.look()).isEqualTo(new Outcome.Unchanged());
        store.unpin();

        refused("v000002", false);
    }

    @ParameterizedTest
    @CsvSource({
        "parameters.json,               truncated, bytes with SHA-256",
        "manifest.json,                 truncated, line",
        "manifest.sha256,               truncated, manifest.json",
        "pipeline/metadata,             truncated, bytes with SHA-256",
        "parameters.json,               tampered,  bytes with SHA-256",
        "manifest.json,                 tampered,  damaged",
        "parameters.json,               missing,   no such file",
        "pipeline/stages/0/data/part-0, missing,   no such file",
        "manifest.json,                 missing,   no such file",
        "manifest.sha256,               missing,   no such file"
    })
    void shouldRefuseADamagedVersionUntilItIsRepaired(String name, String how, String said)
            throws IOException {
        Path file = StoreFixture.publish(store, OTHER).directory().resolve(name);
        byte[] whole = Files.readAllBytes(file);
        damage(file, whole, how);
        watch = new ModelWatch(store, Gates.with(), clock::get);

        assertThat(refused("v000002", false)).contains(said);
        assertThat(refused("v000002", true)).contains(said);
        Files.write(file, whole);
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        changedTo("v000002", OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v000009", "", "../v000001", "\0\1 nonsense \n\n"})
    void shouldRefuseAPinThatNamesNoVersion(String pin) throws IOException {
        Files.writeString(directory.resolve("pinned"), pin);

        assertThat(refused("", false)).contains("pinned", "[v000001]");
        refused("", true);
    }

    @Test
    void shouldSayThatAPinCannotBeRead() throws IOException {
        Files.createDirectory(directory.resolve("pinned"));

        assertThat(watch.look()).isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void shouldRefuseAStoreThatIsGone() throws IOException {
        FileUtils.deleteDirectory(directory.toFile());

        assertThat(refused("", false)).contains("expected a model store; found nothing");
    }

    @Test
    void shouldGoOnWhileTheStoreCannotBeReached() {
        StoreFixture.publish(store, OTHER);
        down.set(true);

        for (int look = 0; look < 2; look++) {
            Outcome outcome = watch.look();
            assertThat(outcome).isInstanceOf(Outcome.Unreachable.class);
            assertThat(((Outcome.Unreachable) outcome).reason()).contains("the line is cut");
        }
        assertThat(watch.version()).isEqualTo("v000001");
        down.set(false);
        changedTo("v000002", OTHER);
    }

    @Test
    void shouldReportThatTheVersionInUseWasReplaced() throws IOException {
        FileUtils.deleteDirectory(directory.resolve("v000001").toFile());
        StoreFixture.publish(store, OTHER);

        assertThat(changedTo("v000001", OTHER).replaced()).isTrue();
    }

    @Test
    void shouldReadOnlyTheManifestOfAVersionThatItHasRefused() {
        watch = counting(Gates.with());
        calls.set(0);
        changedTo("v000001", ONE);
        assertThat(watch.look()).isEqualTo(new Outcome.Unchanged());
        calls.set(0);
        watch.look();
        int unchanged = calls.get();
        StoreFixture.publish(store, OTHER, Gates.goldenScores(OTHER, 0.1));
        refused("v000002", false);

        calls.set(0);
        refused("v000002", true);

        assertThat(calls.get()).isEqualTo(unchanged);
    }

    @Test
    void shouldReadOnlyTheManifestOfAVersionThatIsDamaged() throws IOException {
        Path file = StoreFixture.publish(store, OTHER).directory().resolve("parameters.json");
        damage(file, Files.readAllBytes(file), "tampered");
        watch = counting(Gates.with());
        refused("v000002", false);
        int first = calls.getAndSet(0);

        refused("v000002", true);

        assertThat(calls.get()).isLessThan(first);
    }

    @Test
    void shouldJudgeARefusedVersionAgainOnceItsFilesWereReplaced() throws IOException {
        StoredModel wrong = StoreFixture.publish(store, OTHER, Gates.goldenScores(OTHER, 0.1));
        refused("v000002", false);
        FileUtils.deleteDirectory(wrong.directory().toFile());
        // The same parameters: only what the manifest says of them is another.
        StoreFixture.publish(store, OTHER, Gates.goldenScores(OTHER, 0));

        changedTo("v000002", OTHER);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void shouldTryAVersionAgainAMinuteAfterItsRuntimeFailed(Throwable thrown) {
        FailingRuntime runtime = new FailingRuntime(thrown);
        watch = counting(new ModelGate(List.of(), runtime));

        assertThat(refused("v000001", false)).contains("the worker died");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(refused("v000001", true)).contains("the worker died");
        assertThat(runtime.opened()).isOne();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        changedTo("v000001", ONE);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void shouldTakeWhateverReadingTheStoreThrowsForAStoreOutOfReach(Throwable thrown) {
        StoreFixture.publish(store, OTHER);
        AtomicBoolean broken = new AtomicBoolean(true);
        watch =
                new ModelWatch(
                        StoreFixture.store(
                                directory,
                                () -> broken.getAndSet(false) && FailingRuntime.fail(thrown)),
                        Gates.with());

        assertThat(watch.look())
                .isInstanceOfSatisfying(
                        Outcome.Unreachable.class,
                        outcome ->
                                assertThat(outcome.reason())
                                        .contains(directory.toString(), "the worker died"));
        changedTo("v000002", OTHER);
    }

    static List<Throwable> thrown() {
        return List.of(
                new IllegalStateException("the worker died"),
                new UncheckedIOException(new IOException("the worker died")),
                new NoClassDefFoundError("the worker died"),
                new StackOverflowError("the worker died"));
    }

    /** A watch whose calls into the store are counted, with a clock that stands still. */
    private ModelWatch counting(ModelGate gate) {
        return new ModelWatch(
                StoreFixture.store(directory, () -> calls.incrementAndGet() < 0), gate, clock::get);
    }

    private static void damage(Path file, byte[] whole, String how) throws IOException {
        switch (how) {
            case "truncated" -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            case "tampered" -> {
                byte[] tampered = whole.clone();
                tampered[whole.length / 2] ^= 1;
                Files.write(file, tampered);
            }
            default -> Files.delete(file);
        }
    }

    private Outcome.Changed changedTo(String version, FittedPipeline pipeline) {
        Outcome outcome = watch.look();
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        Outcome.Changed changed = (Outcome.Changed) outcome;
        assertThat(changed.model().version()).isEqualTo(version).isEqualTo(watch.version());
        assertThat(changed.model().pipeline()).isEqualTo(pipeline);
        return changed;
    }

    private String refused(String version, boolean repeated) {
        Outcome outcome = watch.look();
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Outcome.Refused refused = (Outcome.Refused) outcome;
        assertThat(refused.version()).isEqualTo(version);
        assertThat(refused.repeated()).isEqualTo(repeated);
        return refused.reason();
    }
}
