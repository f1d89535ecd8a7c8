package io.flinklab.training.logistic;

import org.apache.flink.ml.common.param.HasFeaturesCol;
import org.apache.flink.ml.common.param.HasLabelCol;
import org.apache.flink.ml.common.param.HasMaxIter;
import org.apache.flink.ml.common.param.HasPredictionCol;
import org.apache.flink.ml.common.param.HasRawPredictionCol;
import org.apache.flink.ml.common.param.HasReg;
import org.apache.flink.ml.common.param.HasTol;
import org.apache.flink.ml.common.param.HasWeightCol;
import org.apache.flink.ml.param.BooleanParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;

/**
 * Params of {@link PenalizedLogisticRegression}.
 *
 * @param <T> the class that has them
 */
public interface PenalizedLogisticRegressionParams<T>
        extends HasFeaturesCol<T>,
                HasPredictionCol<T>,
                HasRawPredictionCol<T>,
                HasLabelCol<T>,
                HasWeightCol<T>,
                HasReg<T>,
                HasMaxIter<T>,
                HasTol<T> {

    /** Whether the model has an intercept, which is never penalised. */
    Param<Boolean> FIT_INTERCEPT =
            new BooleanParam("fitIntercept", "Whether to fit an intercept.", true);

    /** Factors for the rows' weights by label. */
    Param<String> CLASS_WEIGHTS =
            new StringParam(
                    "classWeights",
                    "Factors for the weights of rows labelled 0 and 1: \"none\", \"balanced\" (both"
                            + " labels then weigh the same in total) or two numbers above 0 such as"
                            + " \"1,4\".",
                    "none",
                    Settings::areClassWeights);

    /** How the minimum is found. */
    Param<String> SOLVER =
            new StringParam(
                    "solver",
                    "\"newton\" (few steps, each with second derivatives), \"lbfgs\" (more steps,"
                            + " each cheap when features are many) or \"auto\": newton up to 400"
                            + " features.",
                    "auto",
                    ParamValidators.inArray("auto", "newton", "lbfgs"));

    /** Whether the model has an intercept. */
    default boolean getFitIntercept() {
        return get(FIT_INTERCEPT);
    }

    /** Sets whether the model has an intercept. */
    default T setFitIntercept(boolean value) {
        return set(FIT_INTERCEPT, value);
    }

    /** "none", "balanced" or two numbers. */
    default String getClassWeights() {
        return get(CLASS_WEIGHTS);
    }

    /** Sets "none", "balanced" or two numbers such as "1,4": labelled 0, labelled 1. */
    default T setClassWeights(String value) {
        return set(CLASS_WEIGHTS, value);
    }

    /** "auto", "newton" or "lbfgs". */
    default String getSolver() {
        return get(SOLVER);
    }

    /** Sets "auto", "newton" or "lbfgs". */
    default T setSolver(String value) {
        return set(SOLVER, value);
    }
}
