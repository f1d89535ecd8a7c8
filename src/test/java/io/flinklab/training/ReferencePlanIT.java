package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.store.StoredModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The article's plan against what the article printed: areas, KS, Lorenz. */
class ReferencePlanIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldComeNearTheArticlesFigures() throws Exception {
        Map<String, Double> metrics = metrics(TestData.REAL);

        assertThat(metrics.get("rows")).isEqualTo(2000);
        assertThat(metrics.get("correct")).isBetween(1611., 1627.);
        assertThat(metrics.get("auroc")).isCloseTo(.69905, within(.005));
        assertThat(metrics.get("areaUnderPr")).isCloseTo(.36905, within(.005));
        assertThat(metrics.get("ks")).isCloseTo(.29321, within(.02));
        assertThat(metrics.get("lorenz")).isCloseTo(.66083, within(.005));
    }

    @Test
    void shouldScoreTheShippedCustomersAlike() throws Exception {
        Map<String, Double> metrics = metrics(TestData.SHIPPED);

        assertThat(metrics.get("correct")).isBetween(1611., 1627.);
        assertThat(metrics.get("auroc")).isCloseTo(.68096, within(5e-4));
    }

    @Test
    void shouldStopLongBeforeTheOptimumWithoutAnIntercept() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.REFERENCE);

        FitFacts fit = model.manifest().training().fit();
        assertThat(fit.estimator()).isEqualTo("LogisticRegression");
        assertThat(fit.iterations()).isEqualTo(100);
        assertThat(fit.converged()).isFalse();
        assertThat(model.pipeline().classifier().intercept()).isZero();
        assertThat(model.pipeline().classifier().coefficients()).hasSize(13);
    }

    private static Map<String, Double> metrics(TestData data) throws Exception {
        return LAB.model(data, Churn.REFERENCE).manifest().training().metrics();
    }
}
