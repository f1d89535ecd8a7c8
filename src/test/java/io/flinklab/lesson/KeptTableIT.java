package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.errata.StockFlink;
import java.util.List;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeptTableIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void shouldKeepRowsWithTheirVectorsForOtherJobs() throws Exception {
        Table made =
                new VectorAssembler()
                        .setInputCols("a", "b")
                        .setInputSizes(1, 1)
                        .setOutputCol("pair")
                        .transform(
                                tEnv.fromDataStream(
                                                env.fromElements(
                                                        Row.of(1.0, 5.0),
                                                        Row.of(3.0, 4.0),
                                                        Row.of(2.0, 6.0)))
                                        .as("a", "b"))[0];

        KeptTable kept = KeptTable.of(tEnv, made);

        assertThat(kept.numbers("a")).containsExactly(1, 3, 2);
        assertThat(kept.slice(1, 3).vectors("pair"))
                .containsExactly(new double[] {3, 4}, new double[] {2, 6});
        Table again = kept.select(2, 0).table(env);
        assertThat(again.getResolvedSchema().getColumnNames()).containsExactly("a", "b", "pair");
        assertThat(KeptTable.rows(again)).isEqualTo(kept.select(2, 0).rows());
        List<Row> sorted = KeptTable.sorted(again, "b");
        assertThat(KeptTable.numbers(sorted, "b")).containsExactly(5, 6);
        assertThatThrownBy(() -> kept.slice(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
