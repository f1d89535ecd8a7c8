package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.FittedStage;
import io.flinklab.features.NamedImputer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.feature.imputer.Imputer;
import org.apache.flink.ml.feature.imputer.ImputerModel;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imputers that Flink ML fitted and saved. */
class SavedImputerIT {
    @TempDir private Path directory;

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    private final StreamTableEnvironment tables = StreamTableEnvironment.create(env);

    @ParameterizedTest
    @CsvSource({"mean, 4, 20", "median, 3, 10", "most_frequent, 2, 10"})
    void shouldReadTheSurrogatesOfEachStrategy(String strategy, double age, double balance)
            throws Exception {
        ImputerModel model = imputer(new NamedImputer()).setStrategy(strategy).fit(table());

        assertThat(readBack(model))
                .isEqualTo(
                        new FittedStage.Imputer(
                                List.of("Balance", "Age"),
                                List.of("BalanceKnown", "AgeKnown"),
                                List.of(balance, age)));
    }

    @Test
    void shouldImputeItsInputColumnsAsTheRecordDoes() throws Exception {
        ImputerModel model = imputer(new NamedImputer()).fit(table());

        List<Row> rows = rows(model.transform(table())[0]);

        FittedStage.Imputer record = (FittedStage.Imputer) readBack(model);
        assertThat(rows).hasSize(6);
        assertThat(rows.get(0).getFieldNames(true))
                .containsExactly("Name", "Age", "Tenure", "Balance", "BalanceKnown", "AgeKnown");
        for (Row row : rows) {
            assertThat(row.<Double>getFieldAs("BalanceKnown"))
                    .isEqualTo(record.imputed(0, row.<Double>getFieldAs("Balance")));
            assertThat(row.<Double>getFieldAs("AgeKnown"))
                    .isEqualTo(record.imputed(1, row.<Double>getFieldAs("Age")));
        }
    }

    @Test
    void shouldKeepAnotherMissingValueThanNaN() throws Exception {
        ImputerModel model = imputer(new NamedImputer()).setMissingValue(2).fit(table());

        FittedStage.Imputer record = (FittedStage.Imputer) readBack(model);

        assertThat(record.missing()).isEqualTo(2);
        assertThat(record.surrogates()).containsExactly(20.0, 16.0 / 3);
    }

    private static <I extends Imputer> Imputer imputer(I imputer) {
        return imputer.setInputCols("Balance", "Age").setOutputCols("BalanceKnown", "AgeKnown");
    }

    private Table table() {
        DataStream<Row> rows =
                env.fromCollection(
                        Arrays.asList(
                                Row.of("a", 2.0, 1.0, 10.0),
                                Row.of("b", Double.NaN, 1.0, 10.0),
                                Row.of("c", 2.0, 1.0, Double.NaN),
                                Row.of("d", 3.0, Double.NaN, 40.0),
                                Row.of("e", 9.0, 1.0, Double.NaN),
                                Row.of("f", 4.0, 1.0, Double.NaN)),
                        Types.ROW_NAMED(
                                new String[] {"Name", "Age", "Tenure", "Balance"},
                                Types.STRING,
                                Types.DOUBLE,
                                Types.DOUBLE,
                                Types.DOUBLE));
        return tables.fromDataStream(rows);
    }

    private List<Row> rows(Table table) throws Exception {
        return CollectionUtil.iteratorToList(tables.toDataStream(table).executeAndCollect());
    }

    private FittedStage readBack(ImputerModel model) throws Exception {
        String path = directory.resolve("stage").toString();
        model.save(path);
        env.execute();
        return SavedStage.read(Path.of(path));
    }
}
