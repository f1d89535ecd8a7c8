package io.flinklab.lesson;

import io.flinklab.training.AddedOperators;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.JobRun;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.ml.common.feature.LabeledPointWithWeight;
import org.apache.flink.ml.common.lossfunc.BinaryLogisticLoss;
import org.apache.flink.ml.common.lossfunc.LossFunc;
import org.apache.flink.ml.common.optimizer.SGD;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * What the steps of Flink ML's {@code LogisticRegression} saw: the same optimizer with the same
 * options, and a loss function that counts the rows that it is asked about.
 *
 * @param coefficients equal to those of the {@code LogisticRegression}
 * @param rowsUsed rows in all mini-batches together
 * @param differentRows how many different rows were in a mini-batch at least once
 */
public record CountedTraining(List<Double> coefficients, long rowsUsed, long differentRows) {
    private static final String ROWS_USED = "rows used";
    private static final String DIFFERENT_ROWS = "different rows";

    /**
     * Trains in one Flink job on one subtask.
     *
     * @param environment of a cluster in this process: the two operators that share a counter are
     *     in one
     */
    @SuppressWarnings("try") // the iterator's close() may be interrupted: the caller's to know
    public static CountedTraining run(
            StreamExecutionEnvironment environment,
            FeatureVectors rows,
            Hyperparameters.MiniBatch options)
            throws Exception {
        CountingLoss loss = new CountingLoss();
        environment.setParallelism(1);
        try (AddedOperators added = AddedOperators.to(environment);
                CloseableIterator<double[]> model =
                        trained(environment, rows, options, loss).collectAsync()) {
            JobRun job = added.submit("Count the rows of the mini-batches");
            double[] coefficients = model.next();
            JobExecutionResult result = job.await();
            return new CountedTraining(
                    Arrays.stream(coefficients).boxed().toList(),
                    result.getAccumulatorResult(ROWS_USED),
                    result.getAccumulatorResult(DIFFERENT_ROWS));
        } finally {
            Counters.forget(loss.run);
        }
    }

    private static DataStream<double[]> trained(
            StreamExecutionEnvironment environment,
            FeatureVectors rows,
            Hyperparameters.MiniBatch options,
            CountingLoss loss) {
        DataStream<LabeledPointWithWeight> points =
                environment.fromCollection(
                        points(rows), TypeInformation.of(LabeledPointWithWeight.class));
        DataStream<DenseVector> start =
                environment.fromCollection(
                        List.of(new DenseVector(rows.width())), DenseVectorTypeInfo.INSTANCE);
        return new SGD(
                        options.maxIter(),
                        options.learningRate(),
                        options.globalBatchSize(),
                        options.tol(),
                        options.reg(),
                        options.elasticNet())
                .optimize(start, points, loss)
                .map(
                        new PublishCounts(loss.run),
                        PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    private static List<LabeledPointWithWeight> points(FeatureVectors rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(
                        i ->
                                new LabeledPointWithWeight(
                                        Vectors.dense(rows.features()[i]), rows.labels()[i], 1))
                .toList();
    }

    /** The counters of a run; the optimizer gives its loss function no way to register them. */
    private record Counters(LongCounter rowsUsed, LongCounter differentRows) {
        private static final Map<String, Counters> RUNS = new ConcurrentHashMap<>();

        static Counters of(String run) {
            return RUNS.computeIfAbsent(
                    run, key -> new Counters(new LongCounter(), new LongCounter()));
        }

        static void forget(String run) {
            RUNS.remove(run);
        }
    }

    /** Flink ML's loss, which its optimizer asks for once for each row of each mini-batch. */
    private static final class CountingLoss implements LossFunc {
        private static final long serialVersionUID = 1L;

        private final String run = UUID.randomUUID().toString();
        private transient Counters counters;
        private transient Set<LabeledPointWithWeight> seen;

        @Override
        public double computeLoss(LabeledPointWithWeight row, DenseVector coefficients) {
            if (counters == null) {
                counters = Counters.of(run);
                seen = Collections.newSetFromMap(new IdentityHashMap<>());
            }
            counters.rowsUsed().add(1);
            counters.differentRows().add(seen.add(row) ? 1 : 0);
            return BinaryLogisticLoss.INSTANCE.computeLoss(row, coefficients);
        }

        @Override
        public void computeGradient(
                LabeledPointWithWeight row, DenseVector coefficients, DenseVector gradient) {
            BinaryLogisticLoss.INSTANCE.computeGradient(row, coefficients, gradient);
        }
    }

    /** Makes the counters accumulators of the job, and the model an array. */
    private static final class PublishCounts extends RichMapFunction<DenseVector, double[]> {
        private static final long serialVersionUID = 1L;

        private final String run;

        PublishCounts(String run) {
            this.run = run;
        }

        @Override
        public void open(Configuration parameters) {
            Counters counters = Counters.of(run);
            getRuntimeContext().addAccumulator(ROWS_USED, counters.rowsUsed());
            getRuntimeContext().addAccumulator(DIFFERENT_ROWS, counters.differentRows());
        }

        @Override
        public double[] map(DenseVector model) {
            return model.values;
        }
    }
}
