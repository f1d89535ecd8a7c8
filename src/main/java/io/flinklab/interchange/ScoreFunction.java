package io.flinklab.interchange;

import io.flinklab.data.Schema;
import io.flinklab.data.ValueReader;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.TypeInference;

/**
 * A function of SQL and the Table API that gives an example's probability to be positive, by any
 * runtime.
 *
 * <pre>{@code
 * tables.createTemporarySystemFunction("risk", new ScoreFunction(Runtimes.ONNX, model));
 * tables.sqlQuery("SELECT id, risk(income, housing, age) AS score FROM applicants");
 * }</pre>
 *
 * <p>Its arguments are the features of the model's schema in their order: DOUBLE for numbers and
 * flags, STRING for categories. NULL is a missing value; where the schema refuses one, the result
 * is NULL as in SQL, and so it is for an example that the model skips. One that it refuses, or that
 * has a category that {@link io.flinklab.data.CategoryText} refuses, fails the job.
 */
public final class ScoreFunction extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    private final ScoringRuntime runtime;
    private final ServedModel model;
    private transient Scorer scorer;
    private transient ValueReader reader;
    private transient boolean[] optional;

    /** A function that each subtask opens the model for, once. */
    public ScoreFunction(ScoringRuntime runtime, ServedModel model) {
        this.runtime = runtime;
        this.model = model;
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory types) {
        Schema schema = model.schema();
        List<DataType> arguments = new ArrayList<>();
        for (String feature : schema.featureNames()) {
            boolean text = schema.categoryNames().contains(feature);
            arguments.add(text ? DataTypes.STRING() : DataTypes.DOUBLE());
        }
        return TypeInference.newBuilder()
                .typedArguments(arguments.toArray(DataType[]::new))
                .outputTypeStrategy(call -> Optional.of(DataTypes.DOUBLE()))
                .build();
    }

    @Override
    public void open(FunctionContext context) {
        scorer = runtime.open(model);
        List<String> features = model.schema().featureNames();
        reader = new ValueReader(model.schema(), features);
        optional = new boolean[features.size()];
        for (int i = 0; i < optional.length; i++) {
            optional[i] = model.schema().isOptional(features.get(i));
        }
    }

    /** The score, 0 to 1, or NULL. */
    public Double eval(Object... features) {
        for (int i = 0; i < features.length; i++) {
            if (features[i] == null && !optional[i]) {
                return null;
            }
        }
        return scorer.predict(reader.read(i -> features[i])).map(Prediction::score).orElse(null);
    }

    @Override
    public void close() {
        if (scorer != null) {
            scorer.close();
        }
    }
}
