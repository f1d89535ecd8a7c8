package io.flinklab.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.TrackedRuntime;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveModelTest {
    private final TrackedRuntime runtime = new TrackedRuntime();

    @TempDir Path store;

    @Test
    void shouldCloseAModelThatWasReplacedAfterItsLastRequest() {
        StoredModel first = publish();
        StoredModel second = publish();
        LiveModel live = new LiveModel(scorer(first), first.manifest(), Clock.systemUTC());
        LiveModel.InUse one = live.hold();
        LiveModel.InUse other = live.hold();

        live.use(scorer(second), second.manifest());

        assertThat(live.hold().manifest()).isEqualTo(second.manifest());
        one.release();
        assertThat(runtime.closed(first.version())).isZero();
        other.release();
        assertThat(runtime.closed(first.version())).isEqualTo(1);
        assertThat(runtime.closed(second.version())).isZero();
    }

    private StoredModel publish() {
        return StoreFixture.publish(
                ModelStore.at(store), SamplePipelines.reference(UnseenCategory.KEEP));
    }

    private Scorer scorer(StoredModel model) {
        return runtime.open(ServedModel.of(model));
    }
}
