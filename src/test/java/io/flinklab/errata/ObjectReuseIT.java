package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = {},
        defect =
                "two stages in a row fail where objects are reused: a stage gives out "
                        + "rows without column names, and names come back only by copying",
        cure =
                "`TrainingJob` refuses to add its operators to such a job and says why; "
                        + "in a job of its own it disables object reuse")
class ObjectReuseIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlCannotChainTwoStagesWhereObjectsAreReused() {
        env.getConfig().enableObjectReuse();

        assertThatThrownBy(() -> rows(binarizedTwice()))
                .hasRootCauseMessage(
                        "Accessing a field by name is not supported in position-based field mode.");
    }

    @Test
    void shouldChainThemWhereObjectsAreCopied() {
        assertThat(rows(binarizedTwice()))
                .extracting(row -> row.getField("second"))
                .containsExactly(1.0);
    }

    private Table binarizedTwice() {
        Table numbers = tEnv.fromDataStream(env.fromElements(Row.of(3.0))).as("number");
        Table once = binarized("number", "first", numbers);
        return binarized("first", "second", once);
    }

    private static Table binarized(String input, String output, Table table) {
        return new Binarizer()
                .setInputCols(input)
                .setOutputCols(output)
                .setThresholds(0.0)
                .transform(table)[0];
    }
}
