package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.serving.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Scores customers by a function of SQL: a Flink job, whatever their number. */
public final class SqlScoring {
    private static final String QUERY =
            "SELECT `position`, score(CreditScore, Geography, Gender, Age, Tenure, Balance,"
                    + " NumOfProducts, HasCrCard, IsActiveMember, EstimatedSalary) FROM customers";

    private final Supplier<StreamExecutionEnvironment> environments;

    /**
     * @param environments gives a new one for each job
     */
    public SqlScoring(Supplier<StreamExecutionEnvironment> environments) {
        this.environments = environments;
    }

    /**
     * Scores, in the customers' order; none for those whom the function gives NULL.
     *
     * @param register makes the function {@code score} known
     * @param customers at least one
     */
    public Scores scores(Consumer<StreamTableEnvironment> register, List<Example> customers)
            throws Exception {
        StreamExecutionEnvironment environment = environments.get();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        register.accept(tables);
        Table rows =
                tables.fromDataStream(FlinkScoring.numbered(environment, Churn.SCHEMA, customers));
        tables.createTemporaryView("customers", rows);
        double[] scores = new double[customers.size()];
        Arrays.fill(scores, Double.NaN);
        for (Row row :
                tables.toDataStream(tables.sqlQuery(QUERY)).executeAndCollect(customers.size())) {
            if (row.getField(1) != null) {
                scores[row.<Integer>getFieldAs(0)] = row.getFieldAs(1);
            }
        }
        return new Scores(scores);
    }
}
