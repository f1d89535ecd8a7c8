package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.training.ShippedCustomers;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyTrainingIT {
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = EmbeddedCluster.start(2);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    private static LazyTraining lazy(DataStream<Row> rows, int parallelism) {
        return LazyTraining.fit(rows, ShippedCustomers.VOCABULARY, parallelism);
    }

    @Test
    void shouldRunNothingUntilSomebodyLooks() throws Exception {
        int before = cluster.jobs();

        LazyTraining lazy = lazy(ShippedCustomers.train(cluster), 1);

        assertThat(lazy.actions()).isEmpty();
        assertThat(cluster.jobs()).isEqualTo(before);
    }

    @Test
    void shouldReadAllTrainingRowsAgainAtEachLook() throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        LazyTraining lazy = lazy(ShippedCustomers.train(environment), 2);
        int before = cluster.jobs();

        lazy.coefficients();
        lazy.leaversAmong(ShippedCustomers.test(environment));
        lazy.coefficients();

        assertThat(lazy.actions())
                .containsExactly(
                        new LazyTraining.Action("coefficients", 8000),
                        new LazyTraining.Action("predictions", 8000),
                        new LazyTraining.Action("coefficients", 8000));
        assertThat(cluster.jobs()).isEqualTo(before + 3);
    }

    @Test
    void shouldBeTheReferenceModelOnOneSubtask(@TempDir Path directory) throws Exception {
        TrainedModel trained =
                new TrainingJob(
                                Churn.REFERENCE,
                                TrainingOptions.DEFAULT,
                                ShippedCustomers.VOCABULARY)
                        .run(ShippedCustomers.train(cluster), directory.resolve("model"));

        double[] lazily = lazy(ShippedCustomers.train(cluster), 1).coefficients();

        assertThat(trained.pipeline().classifier().coefficients())
                .containsExactly(Arrays.stream(lazily).boxed().toArray(Double[]::new));
    }
}
