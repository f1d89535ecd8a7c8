package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.ModelGate.RefusedModelException;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedModelTest {
    private static final String CURE = "found none. Run `make runtimes`, then try again.";

    @TempDir private Path directory;

    @Test
    void shouldEndWithTheCureOfARuntimeThatIsMissing() {
        StoredModel model =
                StoreFixture.publish(
                        ModelStore.at(directory), SamplePipelines.reference(UnseenCategory.KEEP));
        ScoringRuntime missing =
                served -> {
                    throw new IllegalArgumentException(CURE);
                };

        assertThatThrownBy(() -> new ModelGate(List.of(), missing).require(model))
                .isInstanceOf(RefusedModelException.class)
                .hasMessageEndingWith("it cannot score: " + CURE);
    }

    @Test
    void shouldSayWhatToDoWhereTheReasonDoesNot() {
        StoredModel model =
                StoreFixture.publish(
                        ModelStore.at(directory), SamplePipelines.reference(UnseenCategory.KEEP));

        assertThat(new RefusedModelException(model, "expected auroc>=1; found auroc 0.5"))
                .hasMessageEndingWith("found auroc 0.5. Pin another version, or relax the bound.");
    }
}
