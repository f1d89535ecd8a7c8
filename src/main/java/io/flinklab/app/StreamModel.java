package io.flinklab.app;

import io.flinklab.data.Schema;
import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.RemoteOptions;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.streaming.kafka.ModelTopic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which model a stream scores with, and when it looks for another. */
final class StreamModel {
    private static final Duration WITHOUT_EVENTS = Duration.ofMinutes(1);

    @ArgGroup(multiplicity = "1")
    private Place place;

    @Option(
            names = "--reload",
            defaultValue = "never",
            description =
                    "When to look for another model in the store: every=10s,"
                            + " on-event=kafka://host:port/topic (and every minute, should one be"
                            + " lost), both with a comma between them, or never (default: ${DEFAULT-VALUE}).")
    private Reload reload;

    @Option(
            names = "--bound",
            description =
                    "Refuse a model that is worse, as auroc>=0.8 or logLoss<=0.45; repeatable.")
    private List<MetricBound> bounds = List.of();

    @Option(
            names = "--batch",
            description = "Rows to score at once, or to send in one request (default: 1, or 100).")
    private Integer batch;

    @Option(
            names = "--batch-delay",
            defaultValue = "100ms",
            description = "How long a row waits for its batch at most (default: ${DEFAULT-VALUE}).")
    private Duration batchDelay;

    @Mixin private RuntimeOption runtime;
    @Mixin private DataOptions.SchemaOption table;

    private StoredModel first;

    /** Where the model is: one of the two. */
    private static final class Place {
        @Option(names = "--store", required = true, description = StoreOptions.STORE)
        private StoreLocation store;

        @Option(
                names = "--service",
                required = true,
                description = "The address of a scoring service, as http://127.0.0.1:8080.")
        private URI service;
    }

    /** The store, if there is one. */
    Optional<StoreLocation> store() {
        return Optional.ofNullable(place.store);
    }

    boolean isReloading() {
        return !reload.isNever();
    }

    boolean isService() {
        return place.service != null;
    }

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check() {
        reload.topic().ifPresent(ModelTopic::at);
        if (place.service == null) {
            options();
            return;
        }
        remote();
        if (isReloading() || !bounds.isEmpty() || !runtime.isUsual()) {
            throw new IllegalArgumentException(
                    "--reload, --bound, --runtime, --answer-timeout and --no-answer are for a"
                            + " store. With --service the service has the model: give them to"
                            + " serve.");
        }
    }

    /**
     * Opens the store's current model.
     *
     * @throws io.flinklab.serving.ModelGate.RefusedModelException if it is refused
     */
    void open() {
        if (place.store != null) {
            first = place.store.open().open();
            gate().require(first).close();
        }
    }

    /** The store's model; to be called after {@link #open()}, and not of a service. */
    StoredModel stored() {
        return first;
    }

    /** What the stream holds, as the model says; to be called after {@link #open()}. */
    Schema schema() {
        return first == null ? table.schema() : first.manifest().schema();
    }

    /** The stream's scores; to be called after {@link #open()}. */
    ScoredStream score(ScoringJob job, StreamExecutionEnvironment environment) {
        if (first == null) {
            return job.score(remote());
        }
        ServedModel model = ServedModel.of(first);
        return reload.isNever()
                ? job.score(model, options())
                : job.score(
                        ModelUpdates.at(events(environment), place.store.absolute(), model, gate()),
                        options());
    }

    /**
     * Another version of the store, which scores the same rows; to be called after {@link #open()}.
     *
     * @throws io.flinklab.serving.ModelGate.RefusedModelException it does not
     */
    ServedModel challenger(String version) {
        StoredModel challenger = place.store.open().open(version);
        new ModelGate(List.of(), runtime.runtime()).forRowsOf(schema()).require(challenger).close();
        return ServedModel.of(challenger);
    }

    private ModelGate gate() {
        return new ModelGate(bounds, runtime.runtime());
    }

    /** How it scores. */
    ScoringOptions options() {
        return new ScoringOptions(runtime.runtime(), batch == null ? 1 : batch, batchDelay);
    }

    private RemoteOptions remote() {
        RemoteOptions usual = RemoteOptions.of(place.service);
        return batch == null ? usual : usual.with(usual.capacity(), usual.requests(), batch);
    }

    /** Ticks always: an event may be lost, as one that comes before its topic is listened to. */
    private DataStream<Row> events(StreamExecutionEnvironment environment) {
        DataStream<Row> ticks =
                ModelUpdates.ticks(environment, reload.every().orElse(WITHOUT_EVENTS));
        return reload.topic()
                .map(ModelTopic::at)
                .map(topic -> ticks.union(topic.events(environment)))
                .orElse(ticks);
    }

    @Override
    public String toString() {
        return first == null ? "the model of " + place.service : "model " + first.version();
    }
}
