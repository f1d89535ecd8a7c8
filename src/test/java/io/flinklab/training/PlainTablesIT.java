package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Dataset;
import io.flinklab.data.ExampleRows;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.UnseenCategory;
import io.flinklab.features.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.feature.sqltransformer.SQLTransformer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables without Flink's planner against tables with it. */
class PlainTablesIT {
    private static final List<Example> CUSTOMERS =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples().subList(0, 500);

    @ParameterizedTest
    @EnumSource(FeaturePlan.class)
    void shouldGiveTheStagesTheRowsThatThePlannerGivesThem(FeaturePlan plan) throws Exception {
        List<Row> expected = features(plan, StreamTableEnvironment::create);

        List<Row> found = features(plan, PlainTables::create);

        assertThat(found).hasSameSizeAs(CUSTOMERS).isEqualTo(expected);
    }

    @Test
    void shouldSayThatSqlNeedsThePlanner() {
        StreamTableEnvironment tables =
                PlainTables.create(StreamExecutionEnvironment.getExecutionEnvironment());

        assertThatThrownBy(() -> tables.sqlQuery("SELECT 1"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("without SQL")
                .hasMessageContaining("StreamTableEnvironment.create");
    }

    @Test
    void shouldRefuseAStageThatSpeaksSqlBeforeAnythingRuns() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        StreamTableEnvironment tables = PlainTables.create(environment);
        List<Row> rows = CUSTOMERS.stream().map(new ExampleRows(Churn.SCHEMA)::toRow).toList();
        Table table = tables.fromDataStream(environment.fromCollection(rows, new ExampleRows(Churn.SCHEMA).type()));
        SQLTransformer stage =
                new SQLTransformer().setStatement("SELECT *, Balance / 1000 AS k FROM __THIS__");

        assertThatThrownBy(() -> stage.transform(table))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("without SQL")
                .hasMessageContaining("PlainTables.create");
    }

    private static List<Row> features(
            FeaturePlan plan, Function<StreamExecutionEnvironment, StreamTableEnvironment> create)
            throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
        StreamTableEnvironment tables = create.apply(environment);
        List<Row> rows = CUSTOMERS.stream().map(new ExampleRows(Churn.SCHEMA)::toRow).toList();
        Table table = tables.fromDataStream(environment.fromCollection(rows, new ExampleRows(Churn.SCHEMA).type()));
        Table features =
                new Pipeline(plan.stages(Churn.TUNED.features().vocabulary(Churn.SCHEMA, CUSTOMERS), UnseenCategory.KEEP))
                        .fit(table)
                        .transform(table)[0];
        return tables.toDataStream(features).executeAndCollect(CUSTOMERS.size() + 1);
    }
}
