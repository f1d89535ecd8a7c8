package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model that scikit-learn made: {@code environment/models/onnx_trees.py}. */
class TreesTest {
    private static final int TRAIN_ROWS = 8_000;

    private final List<Example> customers =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();
    private final List<Example> test = customers.subList(TRAIN_ROWS, customers.size());
    private Scorer scorer;

    @BeforeEach
    void open() throws IOException {
        byte[] file = Files.readAllBytes(Path.of("data/models/trees.onnx"));
        scorer = Runtimes.AUTO.open(Samples.served(ModelFormat.ONNX, file));
    }

    @AfterEach
    void close() {
        scorer.close();
    }

    /** The converter keeps borders and leaves of the trees as floats. */
    @Test
    void shouldGiveTheScoresOfScikitLearn() throws IOException {
        double[] expected =
                Files.readAllLines(Path.of("src/test/resources/onnx/trees-scores.txt")).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray();

        assertThat(expected).hasSize(2_000);
        assertThat(scorer.score(test).toArray()).containsExactly(expected, within(1e-6));
    }

    @Test
    void shouldScoreAnUnseenCountry() {
        assertThat(scorer.score(Samples.from("Italy", 1))).isBetween(0.0, 1.0);
    }

    @Test
    void shouldBeAsGoodAsTheDataCardSays() throws IOException {
        double[] labels = test.stream().mapToDouble(each -> each.label()).toArray();
        Evaluation evaluation = Evaluation.of(labels, scorer.score(test).toArray());

        String row =
                String.format(
                        Locale.ROOT,
                        "accuracy %.4f, AUROC %.4f, average precision %.4f",
                        evaluation.accuracy(),
                        evaluation.auroc(),
                        evaluation.averagePrecision());
        assertThat(Files.readString(Path.of("data/README.md"))).contains(row);
    }
}
