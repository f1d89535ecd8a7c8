package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PenalizedLogisticRegressionTest {
    @TempDir private Path temporary;

    @Test
    void shouldHaveDefaultParams() {
        PenalizedLogisticRegression estimator = new PenalizedLogisticRegression();

        assertThat(estimator.getFeaturesCol()).isEqualTo("features");
        assertThat(estimator.getLabelCol()).isEqualTo("label");
        assertThat(estimator.getWeightCol()).isNull();
        assertThat(estimator.getPredictionCol()).isEqualTo("prediction");
        assertThat(estimator.getRawPredictionCol()).isEqualTo("rawPrediction");
        assertThat(estimator.getReg()).isZero();
        assertThat(estimator.getMaxIter()).isEqualTo(100);
        assertThat(estimator.getTol()).isEqualTo(1e-6);
        assertThat(estimator.getFitIntercept()).isTrue();
        assertThat(estimator.getClassWeights()).isEqualTo("none");
        assertThat(estimator.getSolver()).isEqualTo("auto");
    }

    @Test
    void shouldSaveAndLoadItsParams() throws IOException {
        String path = temporary.resolve("estimator").toString();
        PenalizedLogisticRegression estimator =
                new PenalizedLogisticRegression()
                        .setFeaturesCol("x")
                        .setLabelCol("Exited")
                        .setWeightCol("w")
                        .setPredictionCol("leaves")
                        .setRawPredictionCol("score")
                        .setReg(0.25)
                        .setMaxIter(7)
                        .setTol(1e-9)
                        .setFitIntercept(false)
                        .setClassWeights("1,2.5")
                        .setSolver("lbfgs");

        estimator.save(path);

        assertThat(PenalizedLogisticRegression.load(null, path).getParamMap())
                .isEqualTo(estimator.getParamMap());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "even", "1", "1,2,3", "0,1", "-1,1", "NaN,1", "Infinity,1", "1,x"})
    void shouldRefuseClassWeightsThatAreNoPairOfPositiveNumbers(String text) {
        PenalizedLogisticRegression estimator = new PenalizedLogisticRegression();

        assertThatThrownBy(() -> estimator.setClassWeights(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("classWeights");
    }

    @Test
    void shouldRefuseParamsOutOfRange() {
        PenalizedLogisticRegression estimator = new PenalizedLogisticRegression();

        assertThatThrownBy(() -> estimator.setSolver("sgd")).hasMessageContaining("solver");
        assertThatThrownBy(() -> estimator.setReg(-1.0)).hasMessageContaining("reg");
        assertThatThrownBy(() -> estimator.setMaxIter(0)).hasMessageContaining("maxIter");
        assertThatThrownBy(() -> estimator.setTol(-1.0)).hasMessageContaining("tol");
    }
}
