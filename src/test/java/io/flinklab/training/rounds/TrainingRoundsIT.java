package io.flinklab.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.SplitMix64;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small estimator on the engine: the mean, by gradient descent. */
class TrainingRoundsIT {
    private static final List<Double> ROWS = new Random(1).doubles(200).boxed().toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void shouldGiveTheSameBitsAtAnyParallelismAndInAnyOrder(int parallelism) throws Exception {
        MeanSolver plain = PlainRounds.train(ROWS, MeanWorker::new, new MeanSolver(), 1);
        List<Double> shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(parallelism));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(parallelism);

        TrainingRounds<Double, Double> rounds =
                TrainingRounds.of(
                        environment.fromCollection(shuffled),
                        new MeanWorker(),
                        new MeanSolver(),
                        StoredStates.NONE,
                        Double.class,
                        Double.class);
        CloseableIterator<Double> steps = rounds.steps().collectAsync();

        assertThat(rounds.model().executeAndCollect(2)).isEqualTo(plain.result());
        assertThat(steps).toIterable().isEqualTo(plain.progress());
        assertThat(plain.result().get(0)).isCloseTo(mean(), within(1e-12));
    }

    private static double mean() {
        return ROWS.stream().mapToDouble(row -> row).average().orElseThrow();
    }

    private static final class MeanWorker implements RoundWorker<Double> {
        private static final long serialVersionUID = 1;

        @Override
        public int buckets() {
            return 3;
        }

        @Override
        public long hash(Double row) {
            return SplitMix64.mixed(row.hashCode());
        }

        @Override
        public void write(Double row, DataOutputView out) throws IOException {
            out.writeDouble(row);
        }

        @Override
        public Double read(Double reuse, DataInputView in) throws IOException {
            return in.readDouble();
        }

        @Override
        public Bucket bucket(Rows<Double> rows) {
            return (request, sums) -> {
                sums.gradient = new double[request.derivatives];
                rows.forEach(row -> add(row, request, sums));
            };
        }

        private static void add(double row, GradientRequest request, GradientSums sums) {
            sums.rows++;
            if (request.derivatives == 1) {
                sums.gradient[0] += request.parameters[0] - row;
            }
        }
    }

    private static final class MeanSolver implements RoundSolver<Double, Double> {
        private static final long serialVersionUID = 1;
        private static final int STEPS = 40;

        private final List<Double> means = new ArrayList<>();
        private GradientRequest request = new GradientRequest();

        @Override
        public GradientRequest request() {
            return request;
        }

        @Override
        public void take(GradientSums sums) {
            double from = means.isEmpty() ? 0 : request.parameters[0];
            double slope = means.isEmpty() ? 0 : sums.gradient[0] / sums.rows;
            means.add(from - slope / 2);
            double[] next = {means.get(means.size() - 1)};
            request =
                    means.size() > STEPS
                            ? null
                            : GradientRequest.ofAllRows(next, false, new double[] {1, 1});
        }

        @Override
        public List<Double> progress() {
            return means;
        }

        @Override
        public List<Double> result() {
            return List.of(means.get(means.size() - 1));
        }
    }
}
