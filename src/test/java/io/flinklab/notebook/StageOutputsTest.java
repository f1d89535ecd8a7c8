package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.tokenizer.Tokenizer;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class StageOutputsTest {

    @Test
    void shouldShowEachColumnOnceBeforeAndAfterItsStage() {
        List<Stage<?>> stages =
                List.of(
                        new Binarizer()
                                .setInputCols("Age", "Balance")
                                .setOutputCols("old", "rich")
                                .setThresholds(60.0, 0.0),
                        new Tokenizer().setInputCol("Country").setOutputCol("words"),
                        new Binarizer()
                                .setInputCols("Age")
                                .setOutputCols("grown")
                                .setThresholds(18.));
        Row row = Row.withNames();
        row.setField("Country", "Costa Rica");
        row.setField("Age", 62.0);
        row.setField("Balance", .5);
        row.setField("old", 1.0);
        row.setField("rich", 1.0);
        row.setField("words", new String[] {"costa", "rica"});
        row.setField("grown", 1.0);

        Grid table = StageOutputs.table("Stages", "Country", stages, List.of(row));

        assertThat(table.columns()).containsExactly("stage", "column", "Costa Rica");
        assertThat(table.rows())
                .containsExactly(
                        List.of("", "Age", "62"),
                        List.of("", "Balance", "0.5"),
                        List.of("Binarizer", "old", "1"),
                        List.of("Binarizer", "rich", "1"),
                        List.of("", "Country", "Costa Rica"),
                        List.of("Tokenizer", "words", "costa | rica"),
                        List.of("Binarizer", "grown", "1"));
    }
}
