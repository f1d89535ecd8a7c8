package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Split;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.training.network.EpochLoss;
import io.flinklab.training.network.NetworkOptions;
import io.flinklab.training.network.Torch;
import io.flinklab.training.network.ValidationPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NetworkTrainingIT {
    private static final int TRAIN_ROWS = 8000;
    private static final NetworkOptions SHORT = NetworkOptions.usual().withEpochs(2);

    @RegisterExtension static final Lab LAB = new Lab();

    private static List<Example> customers;
    private static TrainedNetwork alone;

    @BeforeAll
    static void trainOnce() throws Exception {
        Torch.require();
        customers = TestData.SHIPPED.customers().subList(0, TRAIN_ROWS);
        alone = train(customers, 1, SHORT);
    }

    /** Also: later jobs of this process find PyTorch loaded. */
    @Test
    void shouldGiveTheSameBytesAtAnyParallelism() throws Exception {
        for (int parallelism : new int[] {1, 2, 4}) {
            TrainedNetwork trained = train(customers, parallelism, SHORT);

            assertThat(trained.network()).isEqualTo(alone.network());
            assertThat(trained.fit()).isEqualTo(alone.fit());
        }
    }

    /** The scaler's sums are rounded in the order of the rows; nothing else depends on it. */
    @Test
    void shouldGiveTheSameNetworkButForRoundingInAnyOrderOfRows() throws Exception {
        List<Example> shuffled = new ArrayList<>(customers);
        Collections.shuffle(shuffled, new Random(1));

        Scorer scorer = Scorer.of(Churn.SCHEMA, train(shuffled, 2, SHORT).network());

        assertThat(largestDifference(scorer, Scorer.of(Churn.SCHEMA, alone.network())))
                .isLessThan(1e-9);
    }

    /** The features of Flink ML and the layers of PyTorch, against both in plain Java. */
    @Test
    void shouldHaveTheLossesThatThePlainScorerFinds() {
        EpochLoss kept = alone.curve().get(SHORT.epochs() - 1);
        Scorer scorer = Scorer.of(Churn.SCHEMA, alone.network());

        assertThat(kept.best).isTrue();
        assertThat(logLoss(scorer, false)).isCloseTo(kept.training, within(1e-12));
        assertThat(logLoss(scorer, true)).isCloseTo(kept.validation, within(1e-12));
    }

    private static double logLoss(Scorer scorer, boolean validation) {
        return customers.stream()
                .filter(customer -> ValidationPart.holds(customer, SHORT) == validation)
                .mapToDouble(c -> -Math.log(Math.abs(1 - c.label() - scorer.score(c))))
                .average()
                .orElseThrow();
    }

    @Test
    void shouldTellEveryEpochToTheWatcherInOneJob() throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        SubmittedJobs jobs = SubmittedJobs.of(environment);
        List<Double> seen = new ArrayList<>();

        TrainedNetwork trained =
                training(customers.subList(0, 500), 1, SHORT)
                        .run(
                                Trainings.stream(environment, customers.subList(0, 500)),
                                epoch -> seen.add(epoch.training));

        assertThat(jobs.count()).isEqualTo(1);
        assertThat(trained.fit())
                .isEqualTo(new FitFacts("NeuralNetwork", 2, seen, StopReason.ITERATIONS));
        assertThat(trained.curve()).extracting(epoch -> epoch.training).isEqualTo(seen);
    }

    /** Flink's collecting sink takes no record above 2 MB, and buffers no more than 4 MB. */
    @Test
    void shouldGiveANetworkOfAnySize() throws Exception {
        NetworkOptions large =
                new NetworkOptions(1, List.of(600, 1000), 0.01, 256, 1, 1, 0.2, 0, 0, 1);

        TrainedNetwork trained = train(customers.subList(0, 300), 2, large);

        assertThat(trained.network().layers())
                .extracting(layer -> layer.weights().size())
                .containsExactly(600, 1000, 1);
        assertThat(Scorer.of(Churn.SCHEMA, trained.network()).score(customers.get(0)))
                .isBetween(0.0, 1.0);
    }

    @Test
    void shouldTellTheReasonOfAFailure() {
        DataStream<Row> broken =
                Trainings.stream(LAB.cluster().environment(), customers)
                        .map(NetworkTrainingIT::failAtBalance)
                        .returns(new ExampleRows(Churn.SCHEMA).type());

        assertThatThrownBy(() -> training(customers, 1, SHORT).run(broken))
                .isNotInstanceOf(TrainingException.class)
                .hasMessageEndingWith("java.lang.IllegalStateException: the source is gone");
    }

    @Test
    void shouldSayWhyRowsOfOneLabelMakeNoNetwork() {
        List<Example> stayed =
                customers.stream().filter(customer -> customer.label() == 0).toList();

        assertThatThrownBy(() -> train(stayed, 1, SHORT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("rows have the label 0");
    }

    @Test
    void shouldScoreTheShippedCustomersWell() throws Exception {
        TrainedNetwork trained = train(customers, 2, NetworkOptions.usual());

        assertThat(auroc(trained, TestData.SHIPPED)).isGreaterThanOrEqualTo(.845);
        assertStoppedEarly(trained);
    }

    /** Options and features were chosen on the training rows alone. */
    @Test
    void shouldReachItsAreaOnTheArticlesTestRows() throws Exception {
        List<Example> train = TestData.REAL.customers().subList(0, TRAIN_ROWS);

        TrainedNetwork trained = train(train, 2, NetworkOptions.usual());

        assertThat(auroc(trained, TestData.REAL)).isGreaterThanOrEqualTo(.855);
    }

    private static void assertStoppedEarly(TrainedNetwork trained) {
        List<EpochLoss> curve = trained.curve();
        int patience = NetworkOptions.usual().patience();
        assertThat(trained.fit().converged()).isTrue();
        assertThat(curve.subList(curve.size() - patience, curve.size()))
                .noneMatch(epoch -> epoch.best);
        assertThat(curve.get(curve.size() - patience - 1).best).isTrue();
    }

    private static double auroc(TrainedNetwork trained, TestData data) {
        List<Example> test = data.customers().subList(TRAIN_ROWS, 10_000);
        Evaluation evaluation =
                Evaluation.of(
                        test.stream().mapToDouble(each -> each.label()).toArray(),
                        scores(Scorer.of(Churn.SCHEMA, trained.network()), test));
        return evaluation.auroc();
    }

    private static double largestDifference(Scorer left, Scorer right) {
        double[] one = scores(left, customers);
        double[] other = scores(right, customers);
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    private static double[] scores(Scorer scorer, List<Example> rows) {
        return rows.stream().mapToDouble(scorer::score).toArray();
    }

    private static TrainedNetwork train(List<Example> rows, int parallelism, NetworkOptions options)
            throws Exception {
        return training(rows, parallelism, options)
                .run(Trainings.stream(LAB.cluster().environment(), rows));
    }

    private static NetworkTraining training(
            List<Example> rows, int parallelism, NetworkOptions options) {
        return new NetworkTraining(
                Churn.NETWORK.with(new Hyperparameters.Network(options)),
                new TrainingOptions(Split.Method.ARTICLE, 42, parallelism, UnseenCategory.KEEP),
                Churn.NETWORK.features().vocabulary(Churn.SCHEMA, rows));
    }

    private static Row failAtBalance(Row row) {
        if (row.<Double>getFieldAs("Balance") > 0) {
            throw new IllegalStateException("the source is gone");
        }
        return row;
    }
}
