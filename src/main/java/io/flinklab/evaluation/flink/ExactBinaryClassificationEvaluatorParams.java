package io.flinklab.evaluation.flink;

import org.apache.flink.ml.common.param.HasLabelCol;
import org.apache.flink.ml.common.param.HasRawPredictionCol;
import org.apache.flink.ml.common.param.HasWeightCol;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringArrayParam;

/**
 * Parameters of {@link ExactBinaryClassificationEvaluator}: those of Flink ML's evaluator and one
 * more metric.
 *
 * @param <T> the stage
 */
public interface ExactBinaryClassificationEvaluatorParams<T>
        extends HasLabelCol<T>, HasRawPredictionCol<T>, HasWeightCol<T> {
    /** {@link io.flinklab.evaluation.Ranking#auroc()}. */
    String AREA_UNDER_ROC = "areaUnderROC";

    /** {@link io.flinklab.evaluation.Ranking#areaUnderPr()}, by trapezoids. */
    String AREA_UNDER_PR = "areaUnderPR";

    /** {@link io.flinklab.evaluation.Ranking#lorenz()}. */
    String AREA_UNDER_LORENZ = "areaUnderLorenz";

    /** {@link io.flinklab.evaluation.Ranking#ks()}. */
    String KS = "ks";

    /** {@link io.flinklab.evaluation.Ranking#averagePrecision()}; Flink ML has no such metric. */
    String AVERAGE_PRECISION = "averagePrecision";

    /** The metrics, in the order of the output's columns. */
    Param<String[]> METRICS_NAMES =
            new StringArrayParam(
                    "metricsNames",
                    "Names of output metrics.",
                    new String[] {AREA_UNDER_ROC, AREA_UNDER_PR},
                    ParamValidators.isSubSet(
                            AREA_UNDER_ROC,
                            AREA_UNDER_PR,
                            AREA_UNDER_LORENZ,
                            KS,
                            AVERAGE_PRECISION));

    /** The metrics, in the order of the output's columns. */
    default String[] getMetricsNames() {
        return get(METRICS_NAMES);
    }

    /** Sets the metrics; their order is the order of the output's columns. */
    default T setMetricsNames(String... value) {
        return set(METRICS_NAMES, value);
    }
}
