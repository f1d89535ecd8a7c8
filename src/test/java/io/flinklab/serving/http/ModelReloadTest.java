package io.flinklab.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Eventually;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.FailingRuntime;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.ModelWatch.Outcome;
import io.flinklab.serving.Scorer;
import io.flinklab.store.GoldenScore;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service believes to be in use is what it answers with. */
// The reload is closed, and not spoken to.
@SuppressWarnings("try")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelReloadTest {
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final FittedPipeline PIPELINE = SamplePipelines.tuned(UnseenCategory.KEEP);

    private static final Example CUSTOMER =
            new CustomerGenerator(3).examples(1).findFirst().orElseThrow();

    @TempDir Path directory;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private ModelStore store;

    @BeforeEach
    void publishOne() {
        store = ModelStore.at(directory);
        StoreFixture.publish(store, PIPELINE);
    }

    @Test
    void shouldAnswerWithTheStoresModelAfterARefusalAndWhateverIsPinned() throws Exception {
        ModelWatch watch = new ModelWatch(store, new ModelGate(List.of()));
        LiveModel model = first(watch);
        try (ModelReload reload = ModelReload.every(OFTEN, watch, model, said::add)) {
            StoreFixture.publish(
                    store, PIPELINE, List.of(GoldenScore.of(Churn.SCHEMA, CUSTOMER, 2)));
            assertThat(said.take())
                    .startsWith("model v000002 was refused: golden score 1 of 1")
                    .endsWith("(model v000001 goes on)");
            StoreFixture.publish(store, PIPELINE);
            awaitUse(model, "v000003");
            store.pin("v000001");
            awaitUse(model, "v000001");
            store.pin("v000002");
            assertThat(said.take()).contains("v000002 was refused", "(model v000001 goes on)");
            store.unpin();
            awaitUse(model, "v000003");
            assertThat(said).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void shouldLookAgainWhateverTheRuntimeThrows(Throwable thrown) throws Exception {
        StoredModel one = store.open();
        ModelWatch watch =
                new ModelWatch(
                        store,
                        new ModelGate(List.of(), new FailingRuntime(thrown)),
                        one.version(),
                        one.manifest().modelSha256());
        LiveModel model = new LiveModel(Scorer.of(one), one.manifest(), Clock.systemUTC());
        try (ModelReload reload = ModelReload.every(OFTEN, watch, model, said::add)) {
            StoreFixture.publish(store, PIPELINE);
            assertThat(said.take()).contains("v000002 was refused", "the worker died");
            assertThat(model.inUse().manifest().modelVersion()).isEqualTo("v000001");
            assertThat(model.lastRefusal().reason()).contains("the worker died");

            StoreFixture.publish(store, PIPELINE);

            awaitUse(model, "v000003");
        }
    }

    static List<Throwable> thrown() {
        return List.of(
                new IllegalStateException("the worker died"),
                new NoClassDefFoundError("the worker died"),
                new StackOverflowError("the worker died"));
    }

    private LiveModel first(ModelWatch watch) {
        Outcome.Changed changed = (Outcome.Changed) watch.look();
        return new LiveModel(changed.scorer(), changed.model().manifest(), Clock.systemUTC());
    }

    private void awaitUse(LiveModel model, String version) throws Exception {
        assertThat(said.take()).isEqualTo("model " + version + " is in use");
        Eventually.holds(
                version + " is in use",
                () -> model.inUse().manifest().modelVersion().equals(version));
    }
}
