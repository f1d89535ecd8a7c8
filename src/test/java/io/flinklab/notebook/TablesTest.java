package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TablesTest {
    private static final Table CUSTOMERS =
            Tables.of(
                    Churn.SCHEMA,
                    List.of(
                            customer("Spain", 44, 1),
                            customer("France", 39, 0),
                            customer("Spain", 40, 0),
                            customer("Spain", 18, Double.NaN)));

    @Test
    void shouldHoldEveryColumnInItsType() {
        assertThat(CUSTOMERS.columnNames())
                .isEqualTo(List.of(new ExampleRows(Churn.SCHEMA).type().getFieldNames()));
        assertThat(CUSTOMERS.column("Geography").type()).isEqualTo(ColumnType.STRING);
        assertThat(CUSTOMERS.column("Age").type()).isEqualTo(ColumnType.LONG);
        assertThat(CUSTOMERS.column("Balance").type()).isEqualTo(ColumnType.DOUBLE);
        assertThat(CUSTOMERS.longColumn("Age").asList()).containsExactly(44L, 39L, 40L, 18L);
        assertThat(CUSTOMERS.doubleColumn("Balance").get(0)).isEqualTo(99.5);
    }

    @Test
    void shouldHoldAnUnknownLabelAsMissing() {
        assertThat(CUSTOMERS.column("Exited").countMissing()).isEqualTo(1);
    }

    @Test
    void shouldCountWhoLeftInEachGroup() {
        Table rates = Tables.rates(CUSTOMERS, "Geography");

        assertThat(Show.table(rates).text())
                .isEqualTo(
                        """
                        Who left, by Geography
                        Geography  customers  left  share who left
                        ---------  ---------  ----  --------------
                        France             1     0             0.0
                        Spain              2     1             0.5""");
    }

    @Test
    void shouldCountWhoLeftInEachPairOfGroups() {
        Table rates = Tables.rates(CUSTOMERS, "Geography", "Age");

        assertThat(rates.name()).isEqualTo("Who left, by Geography and Age");
        assertThat(rates.columnNames())
                .containsExactly("Geography", "Age", "customers", "left", "share who left");
        assertThat(rates.longColumn("Age").asList()).startsWith(39L).endsWith(44L);
    }

    @Test
    void shouldNameABandByItsLowerEnd() {
        Table banded = Tables.banded(CUSTOMERS, "Age", 5, "Age from");

        assertThat(banded.longColumn("Age from").asList()).containsExactly(40L, 35L, 40L, 15L);
        assertThat(CUSTOMERS.columnNames()).doesNotContain("Age from");
    }

    @Test
    void shouldDrawTheRates() {
        assertThat(Tables.rateBars(CUSTOMERS, "Geography").text())
                .isEqualTo(
                        "Who left, by Geography: bar chart of share who left by Geography;"
                                + " France 0, Spain 0.5.");
    }

    @Test
    void shouldDrawALineThroughTheMiddleOfBandsThatAreNotSmall() {
        List<Example> customers = new ArrayList<>();
        customers.addAll(Collections.nCopies(9, customer("Spain", 40, 1)));
        customers.add(customer("Spain", 44, 0));
        customers.addAll(Collections.nCopies(9, customer("Spain", 45, 1)));

        Line line = Tables.rateLine("all", Tables.of(Churn.SCHEMA, customers), "Age", 5);

        assertThat(line.x()).containsExactly(42);
        assertThat(line.y()).containsExactly(0.9);
    }

    @Test
    void shouldSummariseNumbers() {
        assertThat(Tables.summary("Numbers", CUSTOMERS, List.of("Age")).rows())
                .containsExactly(List.of("Age", "35.25", "11.7011", "18", "39.5", "44"));
    }

    private static Example customer(String geography, double age, double exited) {
        return new Customer(1, 1, "A", 600, geography, "Male", age, 1, 99.5, 1, 1, 1, 1, exited)
                .toExample();
    }
}
