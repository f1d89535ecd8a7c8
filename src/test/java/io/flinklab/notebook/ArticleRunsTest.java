package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleRunsTest {
    private static final Path COMMITTED = Path.of("notebooks/article-runs.csv");

    @TempDir private Path directory;

    @Test
    void shouldHaveThirtyRunsAtEachParallelismInTheCommittedTable() throws IOException {
        ArticleRuns runs = ArticleRuns.read(COMMITTED).on("Churn_Modelling.csv");

        for (int parallelism = 1; parallelism <= 4; parallelism++) {
            int chosen = parallelism;
            assertThat(runs.runs())
                    .filteredOn(run -> run.parallelism() == chosen)
                    .extracting(ArticleRuns.Run::run)
                    .hasSize(30)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldHaveFiveFiguresInTheirRangesInTheCommittedTable() throws IOException {
        for (ArticleRuns.Run run : ArticleRuns.read(COMMITTED).runs()) {
            assertThat(run.figures()).hasSize(5);
            assertThat(run.figures().get(0)).isBetween(1_500.0, 2_000.0);
            assertThat(run.figures().subList(1, 5)).allMatch(figure -> figure > 0 && figure < 1);
        }
    }

    @Test
    void shouldSupportWhatNotebook00SaysOfTheCommittedTable() throws IOException {
        List<ArticleRuns.Run> runs = ArticleRuns.read(COMMITTED).on("Churn_Modelling.csv").runs();

        assertThat(runs.stream().filter(run -> run.parallelism() == 1))
                .extracting(ArticleRuns.Run::figures)
                .containsOnly(runs.get(0).figures());
        assertThat(runs).filteredOn(run -> run.figures().get(0) == 1_619).hasSize(1);
        assertThat(runs.stream().mapToDouble(run -> run.figures().get(3)).min())
                .hasValueCloseTo(0.2961, within(5e-5));
    }

    @Test
    void shouldGiveTheRangeOfEachFigureBesideThePublishedOne() throws IOException {
        Grid table = someRuns().on("a.csv").table();

        assertThat(table.columns())
                .containsExactly("figure", "published", "parallelism 1", "parallelism 3");
        assertThat(table.rows().get(0))
                .containsExactly("correct labels", "1619", "1620", "1610 to 1630");
        assertThat(table.rows().get(2))
                .containsExactly("area under ROC", "0.6991", "0.7000", "0.6900 to 0.7100");
    }

    @Test
    void shouldSayTheChartInWords() throws IOException {
        Picture chart = someRuns().on("a.csv").chart();

        assertThat(chart.text())
                .startsWith("The article's program, run 3 times on a.csv: ")
                .contains(
                        "correct labels: published 1619, parallelism 1 1620, parallelism 3 1610 to 1630");
    }

    @Test
    void shouldRefuseATableWithOtherColumns() throws IOException {
        Path other = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> ArticleRuns.read(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the columns data,parallelism");
    }

    private ArticleRuns someRuns() throws IOException {
        return ArticleRuns.read(
                Files.write(
                        directory.resolve("runs.csv"),
                        List.of(
                                ArticleRuns.HEADER,
                                "a.csv,1,1,1620,0.37,0.70,0.3,0.66",
                                "a.csv,3,1,1610,0.36,0.69,0.3,0.66",
                                "a.csv,3,2,1630,0.38,0.71,0.3,0.66",
                                "b.csv,1,1,1700,0.37,0.70,0.3,0.66")));
    }
}
