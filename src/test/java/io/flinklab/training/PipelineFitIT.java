package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.feature.sqltransformer.SQLTransformer;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PipelineFitIT {
    private static final List<Example> CUSTOMERS = TestData.SHIPPED.customers().subList(0, 1000);

    @RegisterExtension static final Lab LAB = new Lab();

    /** Which is fitted before training; the assembler alone, together with it. */
    @Test
    void shouldTrainBehindAStageThatIsAnSqlStatement() throws Exception {
        SQLTransformer thousands =
                new SQLTransformer()
                        .setStatement("SELECT *, Balance / 1000 AS BalanceK FROM __THIS__");

        LogisticModelData inThousands = train(thousands, assembler("Age", "BalanceK"));
        LogisticModelData inOnes = train(assembler("Age", "Balance"));

        assertThat(inThousands.coefficients[1])
                .isCloseTo(1000 * inOnes.coefficients[1], within(1e-9));
        assertThat(inThousands.coefficients[0]).isCloseTo(inOnes.coefficients[0], within(1e-9));
    }

    private static LogisticModelData train(Stage<?>... features) throws Exception {
        Path directory = LAB.newDirectory().resolve("pipeline");
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        List<Stage<?>> fitted =
                PipelineFit.of(
                        Trainings.stream(environment, CUSTOMERS),
                        Churn.SCHEMA,
                        List.of(features),
                        new PenalizedLogisticRegression()
                                .setFeaturesCol(FeaturePlan.FEATURES)
                                .setLabelCol(Churn.SCHEMA.requireLabel().name()),
                        2);
        new PipelineModel(fitted).save(directory.toString());
        environment.execute();
        return LogisticModelData.read(directory.resolve("stages/" + (fitted.size() - 1)));
    }

    private static VectorAssembler assembler(String... columns) {
        return new VectorAssembler()
                .setInputCols(columns)
                .setInputSizes(1, 1)
                .setOutputCol(FeaturePlan.FEATURES);
    }
}
