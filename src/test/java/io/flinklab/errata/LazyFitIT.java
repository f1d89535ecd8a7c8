package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.ml.feature.maxabsscaler.MaxAbsScaler;
import org.apache.flink.ml.feature.maxabsscaler.MaxAbsScalerModel;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = {},
        defect =
                "`fit` trains nothing: each `execute`, `collect` or `save` of what "
                        + "comes from the model reads the training rows and trains again",
        cure = "training is one job that writes a model directory, and everything else reads that")
class LazyFitIT {
    private static final String READ = "training rows read";

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlTrainsAgainInEachJob() throws Exception {
        Table train = tEnv.fromDataStream(env.fromElements(1.0, 2.0, 4.0).map(new CountedVector()));
        Table test = tEnv.fromDataStream(env.fromElements(Vectors.dense(1)));

        MaxAbsScalerModel model =
                new MaxAbsScaler().setInputCol("f0").setOutputCol("output").fit(train);

        assertThat(rowsReadBy(model.transform(test)[0])).isEqualTo(3);
        assertThat(rowsReadBy(model.transform(test)[0])).isEqualTo(3);
        assertThat(rowsReadBy(model.getModelData()[0])).isEqualTo(3);
    }

    private int rowsReadBy(Table table) throws Exception {
        tEnv.toDataStream(table).print();
        JobExecutionResult result = env.execute();
        return result.getAccumulatorResult(READ);
    }

    private static final class CountedVector extends RichMapFunction<Double, DenseVector> {
        private static final long serialVersionUID = 1;

        @Override
        public DenseVector map(Double value) {
            getRuntimeContext().getIntCounter(READ).add(1);
            return Vectors.dense(value);
        }
    }
}
