package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.ml.classification.naivebayes.NaiveBayes;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModel;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = NaiveBayes.class,
        defect =
                "fails with `NullPointerException` on a value of a feature that training did not"
                        + " see",
        cure = "`Scorer` leaves such a feature out of the sum")
class NaiveBayesUnseenValueIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlKnowsOnlyTheValuesThatItSaw() {
        Table training = table(Row.of(Vectors.dense(0, 7), 0.0), Row.of(Vectors.dense(1, 7), 1.0));
        NaiveBayesModel model = new NaiveBayes().fit(training);

        assertThat(rows(model.transform(training)[0]))
                .extracting(row -> row.getField("prediction"))
                .containsExactly(0.0, 1.0);
        assertThatThrownBy(() -> rows(model.transform(table(Row.of(Vectors.dense(2, 7), 0.0)))[0]))
                .hasRootCauseInstanceOf(NullPointerException.class);
    }

    private Table table(Row... rows) {
        return tEnv.fromDataStream(env.fromElements(rows)).as("features", "label");
    }
}
