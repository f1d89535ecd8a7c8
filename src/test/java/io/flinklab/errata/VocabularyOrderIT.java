package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.ml.feature.countvectorizer.CountVectorizer;
import org.apache.flink.ml.feature.countvectorizer.CountVectorizerModelData;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = CountVectorizer.class,
        defect =
                "keeps the words that are in the most rows, not the most frequent "
                        + "words, as `vocabularySize` says")
class VocabularyOrderIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlPrefersTheWordThatIsInMoreRows() throws Exception {
        String[] fourTimes = {"frequent", "frequent", "frequent", "frequent"};
        String[] once = {"widespread"};
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of((Object) fourTimes),
                                        Row.of((Object) once),
                                        Row.of((Object) once)))
                        .as("words");

        Table model =
                new CountVectorizer()
                        .setInputCol("words")
                        .setVocabularySize(1)
                        .fit(table)
                        .getModelData()[0];

        assertThat(
                        CountVectorizerModelData.getModelDataStream(model)
                                .executeAndCollect(1)
                                .get(0)
                                .vocabulary)
                .containsExactly("widespread");
    }
}
