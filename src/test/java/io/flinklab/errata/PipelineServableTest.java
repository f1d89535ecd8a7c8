package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModel;
import org.junit.jupiter.api.Test;

@Erratum(
        stages = {},
        defect =
                "a pipeline can be used without Flink only if all of it is logistic "
                        + "regression: no other stage has a servable",
        cure = "the plain scorer reads every stage of the plans (`Scorer.load`)")
class PipelineServableTest {

    @Test
    void flinkMlServesAClassifierAndNoScaler() {
        assertThat(new PipelineModel(List.of(new LogisticRegressionModel())).supportServable())
                .isTrue();
        assertThat(
                        new PipelineModel(
                                        List.of(
                                                new StandardScalerModel(),
                                                new LogisticRegressionModel()))
                                .supportServable())
                .isFalse();
    }
}
