package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.apache.flink.table.api.Expressions.$;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.feature.stringindexer.IndexToStringModel;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModel;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = IndexToStringModel.class,
        defect =
                "cannot read what `StringIndexer` writes: it casts the index, a double, "
                        + "to an `Integer`",
        cure = "cast the column to INT first")
class IndexToStringIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    private Table strings() {
        return tEnv.fromDataStream(env.fromElements(Row.of("a"), Row.of("b"))).as("string");
    }

    private StringIndexerModel indexer(Table strings) {
        return new StringIndexer()
                .setInputCols("string")
                .setOutputCols("index")
                .setStringOrderType("alphabetAsc")
                .fit(strings);
    }

    private static IndexToStringModel inverse(StringIndexerModel indexer) {
        return new IndexToStringModel()
                .setInputCols("index")
                .setOutputCols("again")
                .setModelData(indexer.getModelData());
    }

    @Test
    void flinkMlCannotInvertItsOwnIndexer() {
        Table strings = strings();
        StringIndexerModel indexer = indexer(strings);
        Table indexed = indexer.transform(strings)[0];

        assertThatThrownBy(() -> rows(inverse(indexer).transform(indexed)[0]))
                .hasRootCauseInstanceOf(ClassCastException.class);
    }

    @Test
    void shouldInvertIntegers() {
        Table strings = strings();
        StringIndexerModel indexer = indexer(strings);
        Table indexed =
                indexer.transform(strings)[0].select(
                        $("string"), $("index").cast(DataTypes.INT()).as("index"));

        assertThat(rows(inverse(indexer).transform(indexed)[0]))
                .extracting(row -> row.getField("again"))
                .containsExactly("a", "b");
    }
}
