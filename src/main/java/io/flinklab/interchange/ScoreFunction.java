package io.flinklab.interchange;

import io.flinklab.data.CategoryText;
import io.flinklab.data.Example;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import java.util.stream.Stream;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * A function of SQL and the Table API that gives a customer's probability to leave, by any runtime.
 *
 * <pre>{@code
 * tables.createTemporarySystemFunction("churn", new ScoreFunction(Runtimes.ONNX, model));
 * tables.sqlQuery("SELECT CustomerId, churn(CreditScore, Geography, Gender, Age, Tenure, Balance,"
 *         + " NumOfProducts, HasCrCard, IsActiveMember, EstimatedSalary) AS score FROM customers");
 * }</pre>
 *
 * <p>Its arguments are the columns that a model may read, in the order of the article's table. As
 * in SQL, NULL for one of them gives NULL; so does a customer whom the model skips. One whom it
 * refuses, or who has a category that {@link CategoryText} refuses, fails the job.
 */
public final class ScoreFunction extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    private final ScoringRuntime runtime;
    private final ServedModel model;
    private transient Scorer scorer;

    /** A function that each subtask opens the model for, once. */
    public ScoreFunction(ScoringRuntime runtime, ServedModel model) {
        this.runtime = runtime;
        this.model = model;
    }

    @Override
    public void open(FunctionContext context) {
        scorer = runtime.open(model);
    }

    /** The score, 0 to 1, or NULL. */
    public Double eval(
            Double creditScore,
            String geography,
            String gender,
            Double age,
            Double tenure,
            Double balance,
            Double numOfProducts,
            Double hasCrCard,
            Double isActiveMember,
            Double estimatedSalary) {
        boolean isWhole =
                Stream.of(
                                creditScore,
                                geography,
                                gender,
                                age,
                                tenure,
                                balance,
                                numOfProducts,
                                hasCrCard,
                                isActiveMember,
                                estimatedSalary)
                        .noneMatch(value -> value == null);
        return isWhole
                ? score(
                        new Example(
                                0,
                                0,
                                "",
                                creditScore,
                                CategoryText.require("Geography", geography),
                                CategoryText.require("Gender", gender),
                                age,
                                tenure,
                                balance,
                                numOfProducts,
                                hasCrCard,
                                isActiveMember,
                                estimatedSalary,
                                Double.NaN))
                : null;
    }

    @Override
    public void close() {
        if (scorer != null) {
            scorer.close();
        }
    }

    private Double score(Example customer) {
        return scorer.predict(customer).map(Prediction::score).orElse(null);
    }
}
