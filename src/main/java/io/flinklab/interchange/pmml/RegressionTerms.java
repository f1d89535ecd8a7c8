package io.flinklab.interchange.pmml;

import io.flinklab.features.FittedStage;
import io.flinklab.interchange.pmml.Element.Factor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmg.pmml.FieldRef;
import org.dmg.pmml.regression.CategoricalPredictor;
import org.dmg.pmml.regression.NumericPredictor;
import org.dmg.pmml.regression.PredictorTerm;
import org.dmg.pmml.regression.RegressionTable;

/** The margin as a sum of products, one for each combination of factors. */
final class RegressionTerms {
    private final Map<List<Factor>, Double> weights = new LinkedHashMap<>();
    private double intercept;

    private RegressionTerms(double intercept) {
        this.intercept = intercept;
    }

    static RegressionTerms of(FittedStage.LogisticRegression stage, List<Element> features) {
        RegressionTerms terms = new RegressionTerms(stage.intercept());
        for (int i = 0; i < features.size(); i++) {
            terms.add(stage.coefficients().get(i), features.get(i));
        }
        return terms;
    }

    RegressionTable table(DerivedFields derived) {
        RegressionTable table = new RegressionTable(intercept).setTargetCategory("1");
        weights.forEach((factors, weight) -> add(table, factors, weight, derived));
        return table;
    }

    private void add(double coefficient, Element feature) {
        intercept += coefficient * feature.constant();
        double weight = coefficient * feature.scale();
        if (weight != 0 && !feature.factors().isEmpty()) {
            weights.merge(feature.factors(), weight, Double::sum);
        }
    }

    private static void add(
            RegressionTable table, List<Factor> factors, double weight, DerivedFields derived) {
        Factor first = factors.get(0);
        if (factors.size() == 1 && !first.isNumber()) {
            table.addCategoricalPredictors(
                    new CategoricalPredictor(first.field(), first.value(), weight));
        } else if (first.isNumber() && factors.stream().allMatch(first::equals)) {
            NumericPredictor predictor = new NumericPredictor(first.field(), weight);
            table.addNumericPredictors(
                    factors.size() == 1 ? predictor : predictor.setExponent(factors.size()));
        } else {
            table.addPredictorTerms(
                    new PredictorTerm(
                            weight,
                            factors.stream()
                                    .map(factor -> new FieldRef(derived.number(factor)))
                                    .toList()));
        }
    }
}
