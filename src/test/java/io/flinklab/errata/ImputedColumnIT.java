package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.NamedImputer;
import org.apache.flink.ml.feature.imputer.Imputer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = Imputer.class,
        defect = "its model imputes the table's first columns, whatever its input columns are",
        cure = "`NamedImputer` imputes its input columns")
class ImputedColumnIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    private Row imputed(Imputer imputer) {
        Table table =
                tEnv.fromDataStream(env.fromElements(Row.of(7.0, Double.NaN), Row.of(8.0, 1.0)))
                        .as("first", "second");
        imputer.setInputCols("second").setOutputCols("imputed");
        return rows(imputer.fit(table).transform(table)[0]).get(0);
    }

    @Test
    void flinkMlImputesTheFirstColumn() {
        assertThat(imputed(new Imputer()).getField("imputed")).isEqualTo(7.0);
    }

    @Test
    void oursImputesTheInputColumn() {
        assertThat(imputed(new NamedImputer()).getField("imputed")).isEqualTo(1.0);
    }
}
