package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;
    private Path store;
    private Path out;

    @BeforeEach
    void useTheConvergedModel() throws Exception {
        store = LAB.model(TestData.SHIPPED, Recipe.CONVERGED).directory().getParent();
        out = directory.resolve("new/scores.csv");
    }

    @Test
    void shouldKeepOrderAndCount() throws IOException {
        List<String> lines = CustomerText.shipped(1000);
        Collections.reverse(lines.subList(1, lines.size()));

        score(lines).succeeds();

        List<String> scores = Files.readAllLines(out);
        assertThat(scores.get(0)).isEqualTo("CustomerId,score,prediction,modelVersion");
        assertThat(CustomerText.ids(scores, 0)).isEqualTo(CustomerText.ids(lines, 1));
        assertThat(scores.subList(1, scores.size()))
                .allMatch(line -> line.matches("\\d+,0\\.\\d+(E-\\d+)?,[01],v000001"));
    }

    @Test
    void shouldScoreAFileWithoutLabelsAlike() throws IOException {
        List<String> labelled = CustomerText.shipped(50);
        score(labelled).succeeds();
        List<String> expected = Files.readAllLines(out);

        score(labelled.stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList())
                .succeeds();

        assertThat(Files.readAllLines(out)).isEqualTo(expected);
    }

    @Test
    void shouldPutRejectsBesideTheScoresAndLoseNoRow() throws IOException {
        List<String> lines = CustomerText.shipped(50);
        lines.add(10, "1,2,3");
        lines.add(20, CustomerText.ANNA.replace(",40,", ",-40,"));

        Cli cli = score(lines).succeeds();

        assertThat(cli.err()).contains("2 of 52 rows are rejects", "scores.csv.rejects.csv");
        assertThat(cli.out()).contains("50 rows scored with model v000001");
        assertThat(Files.readAllLines(out)).hasSize(51);
        assertThat(CustomerText.rejectsOf(out))
                .extracting(reject -> reject.line() + " " + reject.raw())
                .containsExactly("11 1,2,3", "21 " + lines.get(20));
    }

    @Test
    void shouldPutRejectsWhereAskedTo() throws IOException {
        List<String> lines = CustomerText.shipped(50);
        lines.add("1,2,3");
        Path rejects = directory.resolve("else/where.csv");

        score(lines, "--rejects", rejects.toString()).succeeds();

        assertThat(Files.readAllLines(rejects)).hasSize(2);
    }

    @Test
    void shouldWriteNoScoresWhereTooManyRowsAreRejects() throws IOException {
        score(List.of(CustomerText.HEADER, CustomerText.ANNA, "1,2,3"))
                .failsSaying("1 of 2 rows are rejects", "at most 10.00 %");

        assertThat(out).doesNotExist();
        assertThat(out.getParent()).isDirectoryNotContaining("glob:**partial");
        assertThat(CustomerText.rejectsOf(out)).hasSize(1);
    }

    @Test
    void shouldNotReplaceTheDataByItsRejects() throws IOException {
        List<String> lines = CustomerText.shipped(20);
        lines.add("1,2,3");
        Path data = directory.resolve("data.csv");

        score(lines, "--rejects", data.toString()).isWrongUsageSaying("--rejects and --data");

        assertThat(Files.readAllLines(data)).isEqualTo(lines);
    }

    @Test
    void shouldScoreAllFilesOfADirectoryInTheOrderOfTheirNames() throws IOException {
        List<String> lines = CustomerText.shipped(30);
        Path data = Files.createDirectory(directory.resolve("many"));
        CustomerText.write(data.resolve("b.csv"), lines);
        CustomerText.write(data.resolve("a.csv"), List.of(lines.get(0), CustomerText.ANNA));

        Cli.run("score", "--store", store, "--data", data, "--out", out).succeeds();

        List<String> ids = new ArrayList<>(List.of("101"));
        ids.addAll(CustomerText.ids(lines, 1));
        assertThat(CustomerText.ids(Files.readAllLines(out), 0)).isEqualTo(ids);
    }

    @Test
    void shouldDoWithAnUnseenCountryAsTheModelWasTold() throws Exception {
        List<String> lines = CustomerText.shipped(30);
        lines.add(CustomerText.ANNA.replace("France", "Italy"));

        assertThat(score(lines).succeeds().out()).contains("31 rows scored");

        store = trained(UnseenCategory.SKIP);
        assertThat(score(lines).succeeds().out()).contains("30 rows scored");
        assertThat(CustomerText.rejectsOf(out))
                .extracting(reject -> reject.line() + " " + reject.raw())
                .containsExactly("32 " + lines.get(31));

        store = trained(UnseenCategory.ERROR);
        assertThat(score(lines).succeeds().out()).contains("30 rows scored");
        assertThat(Files.readAllLines(out)).hasSize(31);
        assertThat(CustomerText.rejectsOf(out))
                .singleElement()
                .matches(reject -> reject.line() == 32 && reject.raw().equals(lines.get(31)))
                .matches(reject -> reject.column().equals("Geography"))
                .matches(reject -> reject.reason().contains("found \"Italy\""));
    }

    @Test
    void shouldWriteNoScoresWhereTheModelRefusesTooManyRows() throws Exception {
        List<String> lines = CustomerText.shipped(4);
        lines.add(CustomerText.ANNA.replace("France", "Italy"));
        store = trained(UnseenCategory.ERROR);

        score(lines)
                .failsSaying("1 of 5 rows are rejects", "line 6, column Geography", "\"Italy\"");

        assertThat(out).doesNotExist();
    }

    @Test
    void shouldCountAloudWhatTheModelWasNotTrainedWith() throws Exception {
        List<String> lines = CustomerText.shipped(30);
        for (String country : List.of("FRANCE", "N/A", "FRANCE", "Franc\u0435")) {
            lines.add(CustomerText.ANNA.replace("France", country));
        }
        lines.add(CustomerText.ANNA.replace("France", "NULL").replace("Female", "X"));

        String keeps = score(lines).succeeds().err();

        assertThat(keeps)
                .hasLineCount(1)
                .startsWith(
                        "5 of 35 rows have a category that the model was not trained with,"
                                + " and are scored as of none that it knows: Geography 5 (")
                .contains(
                        "'FRANCE' 2, did you mean 'France'?; 'Franc\u0435' 1, did you mean 'France'"
                                + " without U+0435 (CYRILLIC SMALL LETTER IE)?; 'N/A' 1;"
                                + " 'NULL' 1), Gender 1 ('X' 1)");

        store = trained(UnseenCategory.SKIP);
        Cli skips = score(lines, "--max-reject-share", "0.5").succeeds();
        assertThat(skips.err())
                .contains("5 of 35 rows have a category that the model was not trained with")
                .contains("and have no score: Geography 5 (", "5 of 35 rows are rejects");
        assertThat(CustomerText.rejectsOf(out))
                .hasSize(5)
                .allMatch(reject -> reject.column().equals("Geography"))
                .allMatch(reject -> reject.reason().startsWith("the model skips a category"));
    }

    @Test
    void shouldKeepFewOfVeryManyCategories() throws Exception {
        List<String> lines = CustomerText.shipped(1);
        for (int i = 0; i < 3000; i++) {
            lines.add(CustomerText.ANNA.replace("France", "Land " + i + "x".repeat(1000)));
        }

        assertThat(score(lines).succeeds().err())
                .contains("3000 of 3001 rows", "Geography 3000 (", "; others 2995)")
                .hasSizeLessThan(1000);
    }

    private Path trained(UnseenCategory unseen) throws Exception {
        TrainingOptions options = new TrainingOptions(Split.Method.ARTICLE, 42, 1, unseen);
        return LAB.train(TestData.SHIPPED.file(), Recipe.CONVERGED, options)
                .directory()
                .getParent();
    }

    private Cli score(List<String> lines, String... more) throws IOException {
        Path data = CustomerText.write(directory.resolve("data.csv"), lines);
        List<Object> arguments =
                new ArrayList<>(List.of("score", "--store", store, "--data", data, "--out", out));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }
}
