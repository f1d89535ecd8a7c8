package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.RealData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleIT {
    private static final String ROW =
            "\\+I\\[\\[(-?\\d\\.[\\dE-]+, ){12}-?\\d\\.[\\dE-]+\\], [01]\\.0, [01]\\.0, \\[0\\.\\d+, 0\\.\\d+\\]\\]";
    private static final String FIGURE = ": 0\\.\\d+";

    @TempDir private Path directory;

    @Test
    void shouldPrintWhatTheArticlePrints() throws Exception {
        List<String> lines = printed(Path.of("data/churn.csv"), 1);

        assertThat(lines).hasSize(12);
        assertThat(lines.subList(0, 3)).allMatch(line -> line.matches(ROW));
        assertThat(lines.get(3)).isEqualTo("....");
        assertThat(lines.get(4)).matches(ROW);
        assertThat(lines.subList(5, 7))
                .containsExactly(
                        "features, label, prediction, rawPrediction",
                        "correct labels count: 1616, accuracy: 0.808");
        assertThat(lines.get(7)).matches("Area under the precision-recall curve" + FIGURE);
        assertThat(lines.get(8))
                .startsWith("Area under the receiver operating characteristic curve: 0.68095");
        assertThat(lines.get(9)).matches("Kolmogorov-Smirnov value" + FIGURE);
        assertThat(lines.get(10)).matches("Area under Lorenz curve" + FIGURE);
        assertThat(lines.get(11)).isEqualTo("correct labels count of the loaded model: 1616");
    }

    @Test
    void shouldBeRightAboutAsOftenAsTheArticleOnItsData() throws Exception {
        List<String> lines = printed(RealData.file(), 3);

        String count = lines.get(6).replaceAll("correct labels count: (\\d+),.*", "$1");
        assertThat(Integer.parseInt(count)).isBetween(1_611, 1_633);
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        assertThatThrownBy(() -> Article.main(new String[] {"no/such.csv"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no/such.csv");
    }

    private List<String> printed(Path data, int parallelism) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Article.main(
                    new String[] {
                        data.toString(),
                        directory.resolve("model").toString(),
                        String.valueOf(parallelism)
                    });
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
