package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Example;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeParityTest {
    private static final List<Example> CUSTOMERS =
            List.of(FewCustomers.from("France", 0), FewCustomers.from("Spain", 1));

    @TempDir private Path directory;
    private double[] right;
    private RuntimeParity parity;

    @BeforeEach
    void beginWithThePlainScorer() {
        StoredModel model =
                StoreFixture.publish(
                        ModelStore.at(directory), SamplePipelines.reference(UnseenCategory.KEEP));
        right = Scorer.of(model).score(CUSTOMERS).toArray();
        parity = new RuntimeParity(model, CUSTOMERS);
    }

    @Test
    void shouldConcludeNothingFromThePlainScorerAlone() {
        assertThat(parity.rows()).hasSize(1);
        assertThat(parity.conclusion())
                .isEqualTo("Only the plain scorer ran: there is nothing to compare.");
    }

    @Test
    void shouldNameTheRuntimesThatGiveTheSameScores() throws Exception {
        parity.ask("one", () -> new Scores(right));
        parity.ask("two", () -> new Scores(new double[] {right[0] + 1e-13, right[1]}));

        assertThat(parity.conclusion())
                .isEqualTo(
                        "Same score as the plain scorer's for each of 2 customers, to within"
                                + " 1e-12: one, two.");
    }

    @Test
    void shouldSayWhichRuntimeDiffers() throws Exception {
        parity.ask("one", () -> new Scores(right));
        parity.ask("off", () -> new Scores(new double[] {right[0], right[1] + 1e-11}));

        assertThat(parity.rows().get(2)).endsWith(1L);
        assertThat(parity.conclusion().lines())
                .hasSize(2)
                .endsWith("Another score for some of them: off.");
    }

    @Test
    void shouldSayWhatWasNotInstalled() throws Exception {
        parity.ask("one", () -> new Scores(right));
        parity.ask(
                "gone",
                () -> {
                    throw new MissingRuntimeException("Gone", "make gone", null);
                });

        assertThat(parity.rows()).hasSize(2);
        assertThat(parity.conclusion().lines())
                .hasSize(2)
                .endsWith("Skipped: gone, not installed here.");
    }
}
