package io.flinklab.app;

import io.flinklab.serving.Floor;
import io.flinklab.serving.ModelGate;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.streaming.ServedModel;
import io.flinklab.streaming.StoreLocation;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.ModelEvents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import picocli.CommandLine.Option;

/** Options that say which model a stream scores with, and when it looks for another. */
final class StreamModel {
    @Option(names = "--store", required = true, description = StoreOptions.STORE)
    private StoreLocation store;

    @Option(
            names = "--reload",
            defaultValue = "never",
            description = {
                "When to look for another model in the store: every=10s,",
                "on-event=kafka://host:port/topic, both with a comma between them, or never",
                "(default: ${DEFAULT-VALUE})."
            })
    private Reload reload;

    @Option(
            names = "--floor",
            description =
                    "Refuse a model that is worse, as auroc>=0.8 or logLoss<=0.45; repeatable.")
    private List<Floor> floors = List.of();

    boolean isReloading() {
        return !reload.isNever();
    }

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check() {
        reload.topic().ifPresent(topic -> KafkaAddress.parse(topic, ModelEvents.OPTIONS));
    }

    /**
     * The store's current model, admitted by the gate.
     *
     * @throws io.flinklab.serving.RefusedModelException if it is refused
     */
    StoredModel first() {
        StoredModel model = store.open().open();
        new ModelGate(floors).require(model);
        return model;
    }

    ScoredStream score(
            ScoringJob job,
            StoredModel first,
            StreamExecutionEnvironment environment,
            ScoringOptions options) {
        ServedModel model = ServedModel.of(first);
        return reload.isNever()
                ? job.score(model, options)
                : job.score(
                        model,
                        ModelUpdates.at(events(environment), store.absolute(), model, floors),
                        options);
    }

    private DataStream<Row> events(StreamExecutionEnvironment environment) {
        Optional<DataStream<Row>> ticks =
                reload.every().map(every -> ModelUpdates.ticks(environment, every));
        Optional<DataStream<Row>> events =
                reload.topic()
                        .map(topic -> KafkaAddress.parse(topic, ModelEvents.OPTIONS))
                        .map(topic -> ModelEvents.stream(environment, topic));
        return Stream.concat(ticks.stream(), events.stream())
                .reduce(DataStream::union)
                .orElseThrow();
    }
}
