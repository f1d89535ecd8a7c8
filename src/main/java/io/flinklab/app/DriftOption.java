package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Secrets;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.online.AlarmRows;
import io.flinklab.online.DriftAlarms;
import io.flinklab.online.drift.DriftOptions;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.FileRows;
import io.flinklab.streaming.RowJson;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.MeasureTopic;
import io.flinklab.streaming.kafka.TopicCheck;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;
import picocli.CommandLine.Option;

/** Options that say when a stream gives alarms of drift, and where they go. */
final class DriftOption {
    @Option(
            names = "--alarms",
            converter = OptionValues.PathOrAddress.class,
            description =
                    "Where alarms of drift go, if the stream is no longer what the model was trained"
                            + " on: a directory for files of JSON lines, or a topic,"
                            + " kafka://host:port/topic.")
    private String sink;

    @Option(
            names = "--drift-window",
            description =
                    "How many rows are compared with the training rows at a time (default: 1000).")
    private Integer window;

    @Option(
            names = "--drift-psi",
            description =
                    "The population stability index of a column, or of the score, above which there"
                            + " is an alarm (default: 0.2).")
    private Double index;

    @Option(
            names = "--drift-alpha",
            description =
                    "The chance of an alarm in a window without a drift, for all columns together"
                            + " (default: 0.0001).")
    private Double alpha;

    /** Whether there are alarms. */
    boolean isGiven() {
        return sink != null;
    }

    /** Whether they go to Kafka, whose transactions must not last as long as a job. */
    boolean needsCheckpoints() {
        return sink != null && KafkaAddress.is(sink);
    }

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check() {
        options();
        if (sink == null) {
            if (window != null || index != null || alpha != null) {
                throw new IllegalArgumentException(
                        "--drift-window, --drift-psi and --drift-alpha are for --alarms, which says"
                                + " where the alarms go.");
            }
        } else if (KafkaAddress.is(sink)) {
            MeasureTopic.at(sink);
        } else {
            Secrets.requireNone(sink);
        }
    }

    private DriftOptions options() {
        DriftOptions usual = DriftOptions.DEFAULT;
        return new DriftOptions(
                window == null ? usual.window() : window,
                index == null ? usual.index() : index,
                alpha == null ? usual.alpha() : alpha);
    }

    /** Where they go, by one name; nothing if they are not asked for. */
    Map<String, String> identity() {
        return sink == null ? Map.of() : Map.of("--alarms", StreamOutput.identity(sink));
    }

    /** Refuses a directory that another option has. */
    void requireApart(CommandFiles files) {
        if (sink != null) {
            FlinkPath.local(sink).ifPresent(path -> files.writesInto("--alarms", path));
        }
    }

    /** Checks before the job runs that its topic exists. */
    void requireTopic() throws InterruptedException {
        if (needsCheckpoints()) {
            TopicCheck.require(MeasureTopic.at(sink).address());
        }
    }

    /**
     * Checks before the job runs that the model has what its rows are compared with.
     *
     * @throws DataException it does not
     */
    void requireSketch(StoredModel model) {
        if (isGiven() && sketch(model).equals(TableSketch.NONE)) {
            throw new DataException(
                    "--alarms: expected a model whose manifest says how its training rows are"
                            + " spread, as manifests do from format 8 on; found "
                            + model.version()
                            + " without. Train it again, or leave out --alarms.");
        }
    }

    private static TableSketch sketch(StoredModel model) {
        return model.manifest().training().sketch();
    }

    /** The watches for streams that a model scores. */
    DriftAlarms watches(StoreLocation store, StoredModel model) {
        return DriftAlarms.of(store, model, options());
    }

    /** Adds the alarms to a job. */
    void write(DataStream<Row> alarms) {
        alarms.sinkTo(sink()).name("alarms").uid("alarms").setParallelism(1);
    }

    private Sink<Row> sink() {
        if (needsCheckpoints()) {
            return MeasureTopic.at(sink).sink(AlarmRows.TYPE, "subject", "time");
        }
        StoreOptions.location(sink);
        return FileRows.sink(sink, new RowJson(AlarmRows.TYPE));
    }
}
