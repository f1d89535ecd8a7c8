package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.LabelledData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.notebook.Tables;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.NumericColumn;

/** The answers that the exercises of notebooks 1 and 2 promise. */
class ExerciseAnswersTest {
    private static final LabelledData ROWS =
            LabelledData.read(Path.of("data/churn.csv"), Churn.SCHEMA, TrainingOptions.DEFAULT);

    @Test
    void shouldHaveSharesByTenureWithoutADirection() {
        NumericColumn<?> shares =
                Tables.rates(Tables.of(Churn.SCHEMA, ROWS.data().examples()), "Tenure")
                        .numberColumn("share who left");

        assertThat(shares.getDouble(0)).isCloseTo(0.1762, within(0.00005));
        assertThat(shares.getDouble(shares.size() - 1)).isCloseTo(0.2183, within(0.00005));
        assertThat(shares.max() - shares.min()).isLessThan(0.05);
    }

    @Test
    void shouldRejectTheTwoPlantedRows() {
        assertThat(columnAtFault("6,1006,Ruiz,690,Spain,Male,17,6,0,3,0,0,66000,1"))
                .isEqualTo("Age");
        assertThat(columnAtFault("6,1006,Ruiz,690,\" Spain\",Male,47,6,0,3,0,0,66000,1"))
                .isEqualTo("Geography");
    }

    @Test
    void shouldRankByInactivityAlone() {
        double[] inactive =
                Arrays.stream(CustomerColumn.numbers(ROWS.test(), "IsActiveMember"))
                        .map(active -> 1 - active)
                        .toArray();

        assertThat(auroc(inactive)).isCloseTo(0.6012, within(0.00005));
    }

    @Test
    void shouldKnowEveryAnswerFromTheCustomerIdOrNone() {
        Function<Example, String> id = customer -> String.valueOf(customer.key());

        assertThat(aurocOfRates(ROWS.data().examples(), id)).isEqualTo(1);
        assertThat(aurocOfRates(ROWS.train(), id)).isEqualTo(0.5);
    }

    @Test
    void shouldRankByACurveOfDegreeThree() {
        double[] ages = CustomerColumn.numbers(ROWS.train(), "Age");
        double[] labels = CustomerColumn.numbers(ROWS.train(), Churn.SCHEMA.requireLabel().name());

        PolynomialLogit curve = PolynomialLogit.fit(ages, labels, 3);

        assertThat(auroc(curve.at(CustomerColumn.numbers(ROWS.test(), "Age"))))
                .isCloseTo(0.7235, within(0.00005));
    }

    @Test
    void shouldLearnNothingFromTenure() {
        assertThat(aurocOfRates(ROWS.train(), customer -> String.valueOf(customer.number(2))))
                .isCloseTo(0.4971, within(0.00005));
    }

    private static String columnAtFault(String row) {
        ParsedRow parsed = ExampleParser.of("dirty.csv", Churn.SCHEMA, "").parse(2, row);
        return ((ParsedRow.Rejected) parsed).reject().column();
    }

    private static double aurocOfRates(
            Collection<Example> learnedFrom, Function<Example, String> category) {
        return auroc(TargetEncoder.of(learnedFrom, category).encode(ROWS.test(), category));
    }

    private static double auroc(double[] scores) {
        double[] labels = CustomerColumn.numbers(ROWS.test(), Churn.SCHEMA.requireLabel().name());
        return Evaluation.of(labels, scores).auroc();
    }
}
