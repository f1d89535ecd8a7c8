package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.interchange.Runtimes;
import io.flinklab.lesson.Inbox;
import io.flinklab.lesson.LiveStream;
import io.flinklab.lesson.Promotion;
import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.training.FitFacts;
import io.flinklab.training.StopReason;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network as one plan among the others: trained, published, and live. */
class NetworkPlanIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @BeforeAll
    static void requirePyTorch() throws Exception {
        InstalledRuntimes.require(Runtimes.TORCH);
    }

    @Test
    void shouldPublishANetworkThatReachesTheTargetOnTheArticlesCustomers() throws Exception {
        StoredModel model = LAB.model(TestData.REAL, Churn.NETWORK);

        assertThat(model.format()).isEqualTo(ModelFormat.TORCHSCRIPT);
        assertThat(model.manifest().training().plan()).isEqualTo("network");
        assertThat(model.manifest().training().metrics().get("auroc")).isGreaterThan(0.855);
        new ModelGate(List.of(MetricBound.parse("auroc>=0.855")), Runtimes.AUTO)
                .require(model)
                .close();
    }

    @ParameterizedTest
    @CsvSource({
        "--max-iter=200 --patience=1, VALIDATION",
        "--max-iter=2 --patience=200, ITERATIONS",
        "--max-iter=200 --patience=200 --time-limit=1ms, TIME"
    })
    void shouldSayInTheManifestWhatEndedTheTraining(String options, StopReason reason)
            throws IOException {
        Path data = CustomerText.write(directory.resolve("few.csv"), CustomerText.shipped(300));
        Path store = directory.resolve("models");
        String command = "train --plan network --data " + data + " --store " + store;

        Cli.run((Object[]) (command + " " + options).split(" ")).succeeds();

        FitFacts fit = ModelStore.at(store).open().manifest().training().fit();
        assertThat(fit.stoppedBy()).isEqualTo(reason);
        assertThat(fit.iterations()).isBetween(1, reason == StopReason.ITERATIONS ? 2 : 199);
    }

    @Test
    void shouldTrainTheSameFileTwiceAndAtAnyParallelism() throws Exception {
        StoredModel first = LAB.model(TestData.SHIPPED, Churn.NETWORK);
        TrainingOptions usual = TrainingOptions.DEFAULT;
        TrainingOptions wide = new TrainingOptions(usual.split(), usual.seed(), 2, usual.unseen());

        StoredModel second = LAB.train(TestData.SHIPPED.file(), Churn.NETWORK, wide);

        assertThat(second.manifest().modelSha256()).isEqualTo(first.manifest().modelSha256());
    }

    @Test
    void shouldFollowAStoreWhoseKindOfModelChanges() throws Exception {
        ModelStore store = ModelStore.at(LAB.newDirectory().resolve("models"));
        StoredModel pipeline = Promotion.of(LAB.model(TestData.SHIPPED, Churn.TUNED), store);
        Inbox inbox =
                new Inbox(
                        Churn.SCHEMA, Files.createDirectories(LAB.newDirectory().resolve("inbox")));
        List<Example> customers = TestData.SHIPPED.customers().subList(0, 50);
        StreamExecutionEnvironment env = LAB.cluster().environment();
        ModelUpdates updates =
                ModelUpdates.at(
                        ModelUpdates.ticks(env, Duration.ofMillis(100)),
                        StoreLocation.of(store.root()),
                        ServedModel.of(pipeline),
                        new ModelGate(List.of(), Runtimes.AUTO));
        MessageSource source =
                MessageSource.watched(
                        Churn.SCHEMA, inbox.directory().toString(), Duration.ofMillis(100));
        LiveStream stream =
                new LiveStream(
                        env,
                        new ScoringJob(env, source)
                                .score(updates, new ScoringOptions(Runtimes.AUTO, 16)),
                        updates);
        stream.start("models of two kinds");

        inbox.drop("first.csv", customers);
        requireScores(stream.takeScores(50), pipeline, customers);
        StoredModel network = Promotion.of(LAB.model(TestData.SHIPPED, Churn.NETWORK), store);
        stream.awaitModel(network.version());
        inbox.drop("second.csv", customers);
        requireScores(stream.takeScores(50), network, customers);
        stream.awaitModel(store.rollback());
        inbox.drop("third.csv", customers);
        requireScores(stream.takeScores(50), pipeline, customers);
        stream.stop();
    }

    private static void requireScores(List<Row> rows, StoredModel model, List<Example> customers) {
        double[] expected;
        try (Scorer scorer = Runtimes.AUTO.open(ServedModel.of(model))) {
            expected = scorer.score(customers).toArray();
        }
        assertThat(rows.stream().mapToDouble(row -> row.<Double>getFieldAs("score")).toArray())
                .containsExactly(expected, within(1e-12));
        assertThat(rows).allMatch(row -> model.version().equals(row.getField("modelVersion")));
    }
}
