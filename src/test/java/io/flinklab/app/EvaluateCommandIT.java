package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.data.RejectFile;
import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluateCommandIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @Test
    void shouldMeasureTheTestRowsAsTrainingDid() throws Exception {
        List<String> all = CustomerText.shipped(10_000);
        List<String> test = new ArrayList<>(all.subList(8001, all.size()));
        test.add(0, all.get(0));

        JsonNode json = evaluate(test, "--json").json();

        for (String name :
                List.of("rows", "correct", "auroc", "logLoss", "brier", "ks", "lorenz")) {
            assertThat(json.get(name).asDouble())
                    .as(name)
                    .isCloseTo(model().manifest().training().metrics().get(name), within(1e-12));
        }
        assertThat(json.get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(json.get("modelSha256").asText()).isEqualTo(model().manifest().modelSha256());
        assertThat(json.get("coefficients")).hasSize(13);
        assertThat(json.get("rejects").asInt()).isZero();
    }

    @Test
    void shouldCountRejectsAndRows() throws Exception {
        List<String> lines = CustomerText.shipped(40);
        lines.add("5 rows short");

        Path rejects = directory.resolve("kept.csv");

        JsonNode json = evaluate(lines, "--json", "--rejects", rejects.toString()).json();

        assertThat(json.get("rows").asInt()).isEqualTo(40);
        assertThat(json.get("rejects").asInt()).isEqualTo(1);
        assertThat(RejectFile.read(rejects))
                .singleElement()
                .matches(reject -> reject.line() == 42 && reject.raw().equals("5 rows short"));
    }

    @Test
    void shouldGiveNullForWhatOneClassCannotTell() throws Exception {
        JsonNode json = evaluate(List.of(CustomerText.HEADER, CustomerText.ANNA), "--json").json();

        assertThat(json.get("rows").asInt()).isEqualTo(1);
        assertThat(json.get("auroc").isNull()).isTrue();
        assertThat(json.get("logLoss").isDouble()).isTrue();
    }

    @Test
    void shouldPrintAlignedLinesForPeople() throws Exception {
        String out = evaluate(CustomerText.shipped(200), "--version", "v000001").out();

        assertThat(out).contains("auroc              0.").contains("rows               200");
        assertThat(out).doesNotContain("coefficients").doesNotContain("{");
    }

    @Test
    void shouldTellWhoHasACategoryThatTheModelWasNotTrainedWith() throws Exception {
        List<String> lines = CustomerText.shipped(38);
        lines.add(CustomerText.ANNA.replace("France", "FRANCE"));
        lines.add(CustomerText.ANNA.replace("Female", "N/A"));

        Cli cli = evaluate(lines, "--json");

        assertThat(cli.json().get("rows").asInt()).isEqualTo(40);
        assertThat(cli.json().get("leftOut").asInt()).isZero();
        assertThat(cli.json().get("unseen").asInt()).isEqualTo(2);
        assertThat(cli.json().at("/unseenCategories/Geography").asInt()).isEqualTo(1);
        assertThat(cli.json().at("/unseenCategories/Gender").asInt()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("2 of 40 rows have a category that the model was not trained with")
                .contains("Geography 1 ('FRANCE' 1, did you mean 'France'?), Gender 1 ('N/A' 1)");
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "SKIP"})
    void shouldTellHowManyRowsItLeftOut(UnseenCategory unseen) throws Exception {
        List<String> lines = CustomerText.shipped(38);
        lines.add(CustomerText.ANNA.replace("France", "FRANCE"));
        lines.add(CustomerText.ANNA.replace("France", "Italy"));
        Path store = trained(unseen);

        Cli cli = run(store, lines, "--json").succeeds();

        assertThat(cli.json().get("rows").asInt()).isEqualTo(38);
        assertThat(cli.json().get("leftOut").asInt()).isEqualTo(2);
        assertThat(cli.json().get("unseen").asInt()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("2 of 40 rows have a category that the model was not trained with")
                .contains("and have no score: Geography 2 (");
        assertThat(run(store, lines).succeeds().out()).contains("leftOut            2");
    }

    @Test
    void shouldNotMeasureWhereTooManyAreLeftOut() throws Exception {
        List<String> lines = CustomerText.shipped(4);
        lines.add("1,2,3");
        lines.add(CustomerText.ANNA.replace("France", "Italy"));

        run(trained(UnseenCategory.ERROR), lines, "--json", "--max-reject-share", "0.3")
                .failsSaying(
                        "1 of 6 rows are rejects and 1 have no score (33.33 %)",
                        "at most 30.00 % are allowed");
    }

    private static Path trained(UnseenCategory unseen) throws Exception {
        TrainingOptions options = new TrainingOptions(Split.Method.ARTICLE, 42, 1, unseen);
        return LAB.train(TestData.SHIPPED.file(), Recipe.CONVERGED, options)
                .directory()
                .getParent();
    }

    private Cli evaluate(List<String> lines, String... more) throws Exception {
        return run(model().directory().getParent(), lines, more).succeeds();
    }

    private Cli run(Path store, List<String> lines, String... more) throws Exception {
        Path data = CustomerText.write(directory.resolve("data.csv"), lines);
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("evaluate", "--data", data, "--store", store));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private static StoredModel model() throws Exception {
        return LAB.model(TestData.SHIPPED, Recipe.CONVERGED);
    }
}
