package io.flinklab.training.logistic;

import static io.flinklab.training.logistic.LogisticTables.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRefusalIT {
    @TempDir private Path temporary;
    private final LogisticTables flink = new LogisticTables(2);
    private final PenalizedLogisticRegression estimator =
            new PenalizedLogisticRegression().setReg(1.0).setWeightCol("weight");

    private void assertRefused(Table table, String... parts) {
        // A job that checkpoints restarts for ever unless the exception forbids it.
        flink.env.enableCheckpointing(60_000);
        assertThatThrownBy(() -> flink.save(estimator.fit(table), temporary.resolve("model")))
                .satisfies(
                        thrown ->
                                assertThat(
                                                ExceptionUtils.findThrowable(
                                                        thrown, TrainingException.class))
                                        .get()
                                        .extracting(Throwable::getMessage)
                                        .asString()
                                        .contains(parts));
    }

    private Table oneRow(Vector features, Double label, Double weight) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(Vectors.dense(1, 2), 1.0, 1.0));
        rows.add(Row.of(features, label, weight));
        return flink.rows(rows, Types.DOUBLE, Types.DOUBLE);
    }

    @Test
    void shouldNameRowAndFeatureThatIsNotANumber() {
        assertRefused(
                oneRow(Vectors.dense(1, Double.NaN), 0.0, 1.0),
                "Training row 2 ",
                "features[1]",
                "found NaN");
    }

    @Test
    void shouldNameRowAndFeatureThatIsInfinite() {
        assertRefused(
                oneRow(
                        Vectors.sparse(2, new int[] {0}, new double[] {Double.NEGATIVE_INFINITY}),
                        0.0,
                        1.0),
                "Training row 2 ",
                "features[0]",
                "found -Infinity");
    }

    @Test
    void shouldRefuseMissingFeatures() {
        assertRefused(oneRow(null, 0.0, 1.0), "row 2 ", "column features", "found null");
    }

    @Test
    void shouldRefuseALabelThatIsNeitherZeroNorOne() {
        assertRefused(oneRow(Vectors.dense(1, 2), 2.0, 1.0), "row 2 ", "column label", "found 2.0");
    }

    @Test
    void shouldRefuseAMissingLabel() {
        assertRefused(
                oneRow(Vectors.dense(1, 2), null, 1.0), "row 2 ", "column label", "found null");
    }

    @Test
    void shouldRefuseANegativeWeight() {
        assertRefused(
                oneRow(Vectors.dense(1, 2), 0.0, -0.5), "row 2 ", "column weight", "found -0.5");
    }

    @Test
    void shouldRefuseVectorsOfDifferentSizes() {
        assertRefused(oneRow(Vectors.dense(1, 2, 3), 0.0, 1.0), "sizes from 2 to 3");
    }

    @Test
    void shouldRefuseOneLabelOnly() {
        assertRefused(oneRow(Vectors.dense(1, 3), 1.0, 1.0), "both labels", "the label 1");
    }

    @Test
    void shouldRefuseNoRows() {
        assertRefused(
                flink.rows(List.of(), Types.DOUBLE, Types.DOUBLE), "There are no training rows");
    }

    @Test
    void shouldSayThatColumnsAreCollinear() {
        estimator.setReg(0.0);
        List<Row> rows = new ArrayList<>();
        ROWS.forEach(
                row -> {
                    double x = SyntheticRows.dense(row)[0];
                    double high = x > 0 ? 1 : 0;
                    rows.add(Row.of(Vectors.dense(high, x, 1 - high), row.label, 1.0));
                });

        assertRefused(
                flink.rows(rows, Types.DOUBLE, Types.DOUBLE),
                "collinear",
                "feature 2 is a linear combination of the intercept, feature 0 (",
                "reg > 0");
    }

    @Test
    void shouldSayThatDataIsSeparable() {
        estimator.setReg(0.0);
        List<Row> rows = new ArrayList<>();
        ROWS.forEach(
                row -> {
                    double x = SyntheticRows.dense(row)[0];
                    rows.add(Row.of(Vectors.dense(x), x > 0.5 ? 1.0 : 0.0, 1.0));
                });

        assertRefused(
                flink.rows(rows, Types.DOUBLE, Types.DOUBLE), "perfectly separable", "reg > 0");
    }

    @Test
    void shouldNameAColumnThatIsNotThere() {
        estimator.setLabelCol("Exited");

        assertThatThrownBy(() -> estimator.fit(flink.table(ROWS)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("\"Exited\"")
                .hasMessageContaining("[features, label, weight]");
    }
}
