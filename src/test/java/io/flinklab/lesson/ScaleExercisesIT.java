package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.LabelledData;
import io.flinklab.app.ModelSearch;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Split;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import io.flinklab.tuning.Choice;
import io.flinklab.tuning.Metric;
import io.flinklab.tuning.RankedCandidate;
import io.flinklab.tuning.Search;
import io.flinklab.tuning.SearchOptions;
import io.flinklab.tuning.SearchResult;
import io.flinklab.tuning.SearchSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answers that the exercises of notebook 11 promise, the first two on fewer rows. */
class ScaleExercisesIT {
    private static final int ROWS = 20_000;

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldTrainTheSameOnOneSubtask() throws Exception {
        Path file = customers();

        assertThat(train(file, 1)).isEqualTo(train(file, 2));
    }

    @Test
    void shouldTrainTheSameOnRowsInReverse() throws Exception {
        Path file = customers();
        List<String> rows = new ArrayList<>(Files.readAllLines(file));
        Collections.reverse(rows.subList(1, rows.size()));
        Path reversed = Files.write(file.resolveSibling("reversed.csv"), rows);

        assertThat(train(reversed, 2)).isEqualTo(train(file, 2));
    }

    @Test
    void shouldChooseTheStrongestPenaltyWithinOneStandardError() throws Exception {
        SearchResult best = search(Choice.BEST);

        SearchResult found = search(Choice.ONE_STANDARD_ERROR);

        double limit = best.best().mean() + best.best().standardError();
        double strongest =
                best.ranked().stream()
                        .filter(each -> each.mean() <= limit)
                        .mapToDouble(ScaleExercisesIT::reg)
                        .max()
                        .orElseThrow();
        assertThat(reg(found.chosen())).isEqualTo(strongest).isGreaterThan(reg(best.chosen()));
        assertThat(found.ranked()).isEqualTo(best.ranked());
    }

    private static Path customers() throws Exception {
        Path file = LAB.newDirectory().resolve("customers.csv");
        new CustomerGenerator(1).writeTo(file, ROWS);
        return file;
    }

    private static FittedPipeline train(Path file, int subtasks) throws Exception {
        return LAB.train(
                        file,
                        Recipe.CONVERGED,
                        new TrainingOptions(Split.Method.HASH, 42, subtasks, UnseenCategory.KEEP))
                .pipeline();
    }

    private static SearchResult search(Choice choice) throws Exception {
        Search search =
                new Search(
                        Recipe.CONVERGED,
                        Churn.SCHEMA,
                        SearchSpace.parse(List.of("reg=0.001..1000:log"))
                                .candidates(Recipe.CONVERGED, 20, 42),
                        SearchOptions.DEFAULT
                                .withMetric(Metric.LOG_LOSS)
                                .withParallelism(2)
                                .withChoice(choice));
        return new ModelSearch(LAB.cluster())
                .run(
                        LabelledData.read(
                                TestData.SHIPPED.file(), Churn.SCHEMA, TrainingOptions.DEFAULT),
                        search);
    }

    private static double reg(RankedCandidate candidate) {
        return candidate.candidate().hyperparameters().reg();
    }
}
