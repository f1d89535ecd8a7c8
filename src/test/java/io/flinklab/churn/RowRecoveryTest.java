package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowRecoveryTest {
    private static final Path SHIPPED = Path.of("data/churn.csv");
    private static final List<String> SCALED =
            List.of("CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary");

    /** France, a woman, without a credit card, active. */
    private static final List<Double> NOT_SCALED = List.of(1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0);

    private final List<Example> shipped = Dataset.read(Churn.SCHEMA, SHIPPED).examples();

    @Test
    void shouldFindTheArticlesTrainingRowsInTheArticlesFile() {
        RowRecovery recovery =
                RowRecovery.of(
                        RealData.file(), PrintedCustomer.OF_THE_ARTICLE, RowRecovery.TRAINING_ROWS);

        TrainingPrefixes best = recovery.best();
        assertThat(List.of(best.first(), best.second(), best.third()))
                .containsExactly(2_496, 2_696, 2_808);
        assertThat(best.error()).isLessThan(1e-14);
        assertThat(best.explain()).isTrue();
        assertThat(recovery.next().error()).isBetween(8.5e-5, 9.5e-5);
        assertThat(recovery.customers().indexOf(recovery.customer())).isEqualTo(9_998 - 1);
        assertThat(best.contains(9_998 - 1)).isFalse();
        assertThat(best.rowsOf(recovery.customers())).hasSize(8_000);
    }

    @Test
    void shouldFindAmongTheOtherRowsTheLeaversThatTheArticlesAreaNeeds() {
        RowRecovery recovery =
                RowRecovery.of(
                        RealData.file(), PrintedCustomer.OF_THE_ARTICLE, RowRecovery.TRAINING_ROWS);

        List<Integer> leavers = RowRecovery.leaversBehind(RowRecovery.PUBLISHED_AUROC, 2_000);

        assertThat(leavers).containsExactly(384);
        assertThat(recovery.leaversAmongOthers()).isEqualTo(384);
    }

    @Test
    void shouldHaveTheCommittedTableOfChoices() throws IOException {
        List<TrainingPrefixes> table = committedTable();

        assertThat(table).hasSize(2_001);
        assertThat(table).allMatch(rows -> rows.first() + rows.second() + rows.third() == 8_000);
        assertThat(table.stream().filter(TrainingPrefixes::explain).toList())
                .extracting(TrainingPrefixes::first)
                .containsExactly(2_496);
    }

    @Test
    void shouldComputeTheCommittedTableAgain() throws IOException {
        RowRecovery recovery =
                RowRecovery.of(
                        RealData.file(), PrintedCustomer.OF_THE_ARTICLE, RowRecovery.TRAINING_ROWS);

        // Two choices may be equally good but for rounding, so the others are not compared.
        List<TrainingPrefixes> committed = committedTable();
        for (int i = 0; i < committed.size(); i++) {
            TrainingPrefixes computed = recovery.bestByFirst().get(i);
            assertThat(computed.first()).isEqualTo(committed.get(i).first());
            assertThat(computed.error()).isCloseTo(committed.get(i).error(), within(1e-10));
        }
    }

    @Test
    void shouldFindRowsThatWereChosenByTheTest() {
        TrainingPrefixes chosen = new TrainingPrefixes(2_700, 2_611, 2_689, 0);
        Example customer = someCustomer();

        RowRecovery recovery =
                RowRecovery.of(shipped, printed(customer, chosen.rowsOf(shipped)), 8_000);

        assertThat(recovery.customer()).isEqualTo(customer);
        assertThat(recovery.best())
                .usingRecursiveComparison()
                .ignoringFields("error")
                .isEqualTo(chosen);
        assertThat(recovery.best().explain()).isTrue();
        assertThat(recovery.next().explain()).isFalse();
    }

    @Test
    void shouldFindOtherNumbersOfRows() {
        List<Example> few = shipped.subList(0, 100);
        TrainingPrefixes chosen = new TrainingPrefixes(34, 20, 11, 0);
        Example customer = someCustomer();

        RowRecovery recovery = RowRecovery.of(few, printed(customer, chosen.rowsOf(few)), 65);

        assertThat(recovery.best().contains(0)).isTrue();
        assertThat(recovery.best().first()).isEqualTo(34);
        assertThat(recovery.best().explain()).isTrue();
    }

    @Test
    void shouldGiveTheBestChoiceForEachLengthOfTheFirstPrefix() {
        RowRecovery recovery = RowRecovery.of(shipped, PrintedCustomer.OF_THE_ARTICLE, 8_000);

        assertThat(recovery.bestByFirst()).hasSize(2_001);
        assertThat(recovery.bestByFirst())
                .extracting(TrainingPrefixes::first)
                .startsWith(1_334)
                .endsWith(3_334);
        assertThat(recovery.bestByFirst())
                .allMatch(rows -> rows.first() + rows.second() + rows.third() == 8_000);
        assertThat(recovery.bestByFirst().stream().mapToDouble(TrainingPrefixes::error).min())
                .hasValueCloseTo(recovery.best().error(), within(1e-9));
    }

    @Test
    void shouldSayThatAnotherFilesRowsDoNotExplainTheArticlesCustomer() {
        RowRecovery recovery = RowRecovery.of(SHIPPED, PrintedCustomer.OF_THE_ARTICLE, 8_000);

        assertThat(recovery.best().explain()).isFalse();
        assertThat(recovery.best().error()).isGreaterThan(0.1);
    }

    @Test
    void shouldRefuseAFileWithoutSuchACustomer() {
        List<Example> stayers = shipped.stream().filter(row -> row.label() == 0).toList();

        assertThatThrownBy(() -> RowRecovery.of(stayers, PrintedCustomer.OF_THE_ARTICLE, 1_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no customer with the categories, flags and label");
    }

    @Test
    void shouldCountThePairsBehindAnArea() {
        double area = 12_345.0 / (20 * 980);

        assertThat(RowRecovery.leaversBehind(area, 1_000)).contains(20);
    }

    private static List<TrainingPrefixes> committedTable() throws IOException {
        return Files.readAllLines(Path.of("notebooks/article-recovery.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(
                        fields ->
                                new TrainingPrefixes(
                                        Integer.parseInt(fields[0]),
                                        Integer.parseInt(fields[1]),
                                        Integer.parseInt(fields[2]),
                                        Double.parseDouble(fields[3])))
                .toList();
    }

    /** The first one whose features begin with {@link #NOT_SCALED}. */
    private Example someCustomer() {
        return shipped.stream()
                .filter(row -> Arrays.equals(row.sharedTexts(), new String[] {"France", "Female"}))
                .filter(row -> row.number(Churn.SCHEMA.number("HasCrCard")) == 0)
                .filter(row -> row.number(Churn.SCHEMA.number("IsActiveMember")) == 1)
                .findFirst()
                .orElseThrow();
    }

    private static PrintedCustomer printed(Example customer, List<Example> rows) {
        List<Double> features = new ArrayList<>(NOT_SCALED);
        for (String column : SCALED) {
            int position = Churn.SCHEMA.number(column);
            double mean =
                    rows.stream().mapToDouble(row -> row.number(position)).average().orElseThrow();
            double squares =
                    rows.stream()
                            .mapToDouble(row -> Math.pow(row.number(position) - mean, 2))
                            .sum();
            features.add(
                    (customer.number(position) - mean) / Math.sqrt(squares / (rows.size() - 1)));
        }
        return new PrintedCustomer(features, customer.label());
    }
}
