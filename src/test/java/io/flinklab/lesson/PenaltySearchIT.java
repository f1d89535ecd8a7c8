package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.LabelledData;
import io.flinklab.app.ModelSearch;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.notebook.SearchViews;
import io.flinklab.training.TrainingOptions;
import io.flinklab.tuning.Choice;
import io.flinklab.tuning.Metric;
import io.flinklab.tuning.Search;
import io.flinklab.tuning.SearchOptions;
import io.flinklab.tuning.SearchResult;
import io.flinklab.tuning.SearchSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the tuned recipe's penalty was chosen: notebook 03 shows the search, and what it found. */
class PenaltySearchIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldFindWhatTheNotebookShows() throws Exception {
        SearchResult result =
                search(TestData.SHIPPED, Metric.LOG_LOSS, "reg=0.01,0.1,1,10,100,1000");

        String notebook = Files.readString(Path.of("notebooks/03-train.ipynb"));
        assertThat(SearchViews.table("Six penalties", result).text().lines().skip(1))
                .hasSize(8)
                .allSatisfy(line -> assertThat(notebook).contains("\"" + line.stripTrailing()));
        assertThat(result.chosen().candidate()).hasToString("reg=1");
        assertThat(
                        new SearchResult(
                                        result.metric(), Choice.ONE_STANDARD_ERROR, result.ranked())
                                .chosen()
                                .candidate())
                .hasToString("reg=10");
    }

    /** What {@link Churn#TUNED} says of its penalty. */
    @Test
    void shouldChooseThePenaltyOfTheTunedRecipe() throws Exception {
        SearchResult result = search(TestData.REAL, Metric.AUROC, "reg=0.1,1,10");

        assertThat(result.chosen().candidate().hyperparameters())
                .isEqualTo(Churn.TUNED.hyperparameters());
    }

    private static SearchResult search(TestData data, Metric metric, String penalties)
            throws Exception {
        Search search =
                new Search(
                        Churn.TUNED,
                        Churn.SCHEMA,
                        SearchSpace.parse(List.of(penalties)).candidates(Churn.TUNED, null, 42),
                        SearchOptions.DEFAULT.withMetric(metric).withParallelism(2));
        return new ModelSearch(LAB.cluster())
                .run(LabelledData.read(data.file(), Churn.SCHEMA, TrainingOptions.DEFAULT), search);
    }
}
