package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelData;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelServable;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.servable.api.DataFrame;
import org.apache.flink.ml.servable.types.BasicType;
import org.apache.flink.ml.servable.types.DataTypes;
import org.junit.jupiter.api.Test;

@Erratum(
        stages = LogisticRegression.class,
        defect =
                "its servable adds the predictions to the data frame that it was given, "
                        + "so that a second call finds two columns of each name",
        cure = "`Scorer` leaves its input alone")
class ServableInputTest {

    @Test
    void flinkMlChangesItsInput() throws Exception {
        DataFrame input =
                new DataFrame(
                        new ArrayList<>(List.of("features")),
                        new ArrayList<>(List.of(DataTypes.VECTOR(BasicType.DOUBLE))),
                        List.of(
                                new org.apache.flink.ml.servable.api.Row(
                                        new ArrayList<>(List.of(Vectors.dense(1))))));
        LogisticRegressionModelServable servable = servable();

        servable.transform(input);
        servable.transform(input);

        assertThat(input.getColumnNames())
                .containsExactly(
                        "features", "prediction", "rawPrediction", "prediction", "rawPrediction");
    }

    private static LogisticRegressionModelServable servable() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new LogisticRegressionModelData(Vectors.dense(1), 0L).encode(bytes);
        return new LogisticRegressionModelServable()
                .setModelData(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
