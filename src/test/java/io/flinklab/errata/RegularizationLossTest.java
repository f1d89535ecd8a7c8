package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.regression.linearregression.LinearRegression;
import org.junit.jupiter.api.Test;

@Erratum(
        stages = {LogisticRegression.class, LinearSVC.class, LinearRegression.class},
        defect =
                "adds another penalty to the loss that `tol` is compared with than its "
                        + "documentation says: the norm instead of its square (L2), the number of "
                        + "positive coefficients less that of the negative ones instead of the "
                        + "sum of their sizes (L1)",
        cure = "`PenalizedLogisticRegression` minimises what it documents")
class RegularizationLossTest {
    private static final double REG = 0.1;

    @Test
    void flinkMlTakesTheNormForItsSquare() throws Exception {
        assertThat(loss(0, 3, 4)).isEqualTo(REG / 2 * 5).isNotEqualTo(REG / 2 * 25);
    }

    @Test
    void flinkMlTakesSignsForSizes() throws Exception {
        assertThat(loss(1, 3, -4)).isZero().isNotEqualTo(REG * 7);
    }

    /** The class is package-private. */
    private static double loss(double elasticNet, double... coefficients) throws Exception {
        Method regularize =
                Class.forName("org.apache.flink.ml.common.optimizer.RegularizationUtils")
                        .getMethod(
                                "regularize",
                                DenseVector.class,
                                double.class,
                                double.class,
                                double.class);
        regularize.setAccessible(true);
        return (double) regularize.invoke(null, Vectors.dense(coefficients), REG, elasticNet, 0.1);
    }
}
