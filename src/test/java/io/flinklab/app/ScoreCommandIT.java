package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.SplitMethod;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.Plan;
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
        store = LAB.model(TestData.SHIPPED, Plan.CONVERGED).directory().getParent();
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
        assertThat(cli.out()).contains("50 customers scored with model v000001");
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

        assertThat(score(lines).succeeds().out()).contains("31 customers scored");

        store = trained(UnseenCategory.SKIP);
        assertThat(score(lines).succeeds().out()).contains("30 customers scored");
        assertThat(CustomerText.rejectsOf(out))
                .extracting(reject -> reject.line() + " " + reject.raw())
                .containsExactly("32 " + lines.get(31));

        store = trained(UnseenCategory.ERROR);
        score(lines).failsSaying("data.csv, line 32: Geography", "\"Italy\"", "Correct the row");
    }

    private Path trained(UnseenCategory unseen) throws Exception {
        TrainingOptions options =
                new TrainingOptions(Plan.CONVERGED, SplitMethod.ARTICLE, 42, 1, unseen);
        return LAB.train(TestData.SHIPPED.file(), options).directory().getParent();
    }

    private Cli score(List<String> lines, String... more) throws IOException {
        Path data = CustomerText.write(directory.resolve("data.csv"), lines);
        List<Object> arguments =
                new ArrayList<>(List.of("score", "--store", store, "--data", data, "--out", out));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }
}
