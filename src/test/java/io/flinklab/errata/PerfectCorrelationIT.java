package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.stats.fvaluetest.FValueTest;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = FValueTest.class,
        defect =
                "gives the p-value 1 (no relation) and a negative statistic to a feature that equals the label, where rounding makes the correlation a little more than 1")
class PerfectCorrelationIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlCallsSomeLabelsUnrelatedToThemselves() {
        List<Row> results = IntStream.range(0, 8).mapToObj(this::testOfTheLabelItself).toList();

        assertThat(results)
                .anySatisfy(
                        row -> {
                            assertThat(row.<Double>getFieldAs("pValue")).isEqualTo(1);
                            assertThat(row.<Double>getFieldAs("fValue")).isNegative();
                        });
    }

    private Row testOfTheLabelItself(int seed) {
        Random random = new Random(seed);
        List<Row> numbers =
                random.doubles(40)
                        .mapToObj(number -> Row.of(Vectors.dense(number), number))
                        .toList();
        Table table = tEnv.fromDataStream(env.fromCollection(numbers)).as("features", "label");
        return rows(new FValueTest().setFlatten(true).transform(table)[0]).get(0);
    }
}
