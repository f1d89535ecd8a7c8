package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.training.ShippedCustomers;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobGraphPictureTest {
    private static final int SOURCE_GREEN = 0xd5f0e6;
    private static final int SINK_ORANGE = 0xfdecc8;

    @Test
    void shouldTellEachTaskAndWhatComesBeforeIt() {
        assertThat(JobGraphPicture.of("Counting", counting()).text())
                .isEqualTo(
                        """
                        Counting: job graph of 3 tasks.
                        1. Source: words, parallelism 1
                        2. count, parallelism 2, from 1
                        3. Sink: nowhere, parallelism 1, from 2""");
    }

    @Test
    void shouldDrawSourcesAndSinksInTheirColours() {
        Picture picture = JobGraphPicture.of("Counting", counting());

        assertThat(picture.image().getWidth()).isBetween(200, 900);
        assertThat(picture.image().getHeight()).isGreaterThan(150);
        assertThat(Pixels.share(picture.image(), SOURCE_GREEN)).isGreaterThan(.1);
        assertThat(Pixels.share(picture.image(), SINK_ORANGE)).isGreaterThan(.1);
    }

    @Test
    void shouldDrawAJobOfOneTask() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.fromElements(1, 2).addSink(new DiscardingSink<>());

        Picture picture = JobGraphPicture.of("One", env);

        assertThat(picture.text()).startsWith("One: job graph of 1 tasks.\n");
        assertThat(picture.image().getWidth()).isGreaterThan(200);
    }

    @Test
    void shouldShowWhatGoesRoundInAnIterationOfFlinkMl() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        Table rows =
                tables.fromDataStream(env.fromElements(Row.of(Vectors.dense(1, 2), 1.0)))
                        .as("features", "label");
        Table model = new LogisticRegression().fit(rows).getModelData()[0];
        tables.toDataStream(model).addSink(new DiscardingSink<>()).name("model");

        Picture picture = JobGraphPicture.of("Training", env);

        assertThat(picture.text().lines().filter(line -> line.endsWith("(feedback)"))).hasSize(2);
        assertThat(picture.text()).contains("CacheDataAndDoTrain").contains("Sink: model");
        assertThat(picture.image().getWidth()).isLessThan(900);
    }

    @Test
    void shouldGatherTheOperatorsOfATrainingByStage(@TempDir Path directory) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        new TrainingJob(Churn.REFERENCE, TrainingOptions.DEFAULT, ShippedCustomers.VOCABULARY)
                .build(ShippedCustomers.train(env), directory.resolve("model"));

        Picture picture = JobGraphPicture.stages("Training", env);

        assertThat(picture.text())
                .isEqualTo(
                        """
                        Training: job graph of 10 parts, run as 29 tasks.
                        1. Source: files + choose rows, parallelism 1
                        2. StringIndexer: fit + Sink: model, parallelism 1, from 1
                        3. StringIndexer: transform, parallelism 1, from 1, 2
                        4. OneHotEncoder: fit + Sink: model, parallelism 1, from 3
                        5. OneHotEncoder: transform, parallelism 1, from 3, 4
                        6. VectorAssembler: transform, parallelism 1, from 5
                        7. StandardScaler: fit + Sink: model, parallelism 1, from 6
                        8. StandardScaler: transform, parallelism 1, from 6, 7
                        9. VectorAssembler: transform, parallelism 1, from 8
                        10. LogisticRegression: fit + Sink: model, parallelism 1, from 9, 10 (feedback)""");
        assertThat(picture.image().getWidth()).isBetween(200, 900);
    }

    @Test
    void shouldLeaveTheJobToTheEnvironment() {
        StreamExecutionEnvironment env = counting();

        JobGraphPicture.of("Counting", env);

        assertThat(env.getTransformations()).isNotEmpty();
    }

    private static StreamExecutionEnvironment counting() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.fromCollection(List.of("a", "b"))
                .name("words")
                .map(String::length)
                .name("count")
                .setParallelism(2)
                .addSink(new DiscardingSink<>())
                .name("nowhere")
                .setParallelism(1);
        return env;
    }
}
