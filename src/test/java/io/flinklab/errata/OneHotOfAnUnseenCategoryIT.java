package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModel;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = OneHotEncoder.class,
        defect =
                "cannot encode the index that `StringIndexer` keeps for unseen strings, "
                        + "unless `dropLast` is false",
        cure = "every plan keeps the last category")
class OneHotOfAnUnseenCategoryIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    private OneHotEncoderModel fittedOnTwoCategories(boolean dropLast) {
        Table train = tEnv.fromDataStream(env.fromElements(Row.of(0), Row.of(1))).as("index");
        return new OneHotEncoder()
                .setInputCols("index")
                .setOutputCols("output")
                .setDropLast(dropLast)
                .fit(train);
    }

    private Table unseen() {
        return tEnv.fromDataStream(env.fromElements(Row.of(2))).as("index");
    }

    @Test
    void flinkMlCannotEncodeAnUnseenIndexByDefault() {
        assertThat(new OneHotEncoder().getDropLast()).isTrue();

        assertThatThrownBy(() -> rows(fittedOnTwoCategories(true).transform(unseen())[0]))
                .hasRootCauseMessage("Index out of bound.");
    }

    @Test
    void shouldBeAllZerosWhereTheLastCategoryIsKept() {
        assertThat(rows(fittedOnTwoCategories(false).transform(unseen())[0]))
                .extracting(row -> row.<Vector>getFieldAs("output").toDense())
                .containsExactly(Vectors.dense(0, 0));
    }
}
