package io.flinklab.app;

import io.flinklab.data.Schema;
import io.flinklab.data.Secrets;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.online.PrequentialQuality;
import io.flinklab.online.QualityRows;
import io.flinklab.online.QualityWindow;
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

/** Options that say what is measured of a stream's scores, and where it goes. */
final class QualityOption {
    private static final String WINDOW = "1000";
    private static final int MOST_EVERY = 1000;

    @Option(
            names = "--quality",
            converter = OptionValues.PathOrAddress.class,
            description =
                    "Where measures of the scores go, each given before its row was learned from: a"
                            + " directory for files of JSON lines, or a topic,"
                            + " kafka://host:port/topic. They come every 1000 labelled rows, with a"
                            + " smaller window more and with a large one less often.")
    private String sink;

    @Option(
            names = "--quality-window",
            description =
                    "What is measured: the last rows, as 1000, the last event time, as 1h, or all"
                            + " rows, each less than the next, as fading=0.999 (default: 1000).")
    private String window;

    @Option(
            names = "--slice",
            paramLabel = "COLUMN",
            description = "Measure the rows of each category of this column by themselves, too.")
    private String slice;

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check() {
        if (sink == null) {
            if (window != null || slice != null) {
                throw new IllegalArgumentException(
                        "--quality-window and --slice are for --quality, which says where the"
                                + " measures go.");
            }
            return;
        }
        quality();
        if (KafkaAddress.is(sink)) {
            MeasureTopic.at(sink);
        } else {
            Secrets.requireNone(sink);
        }
    }

    /** Where they go, by one name; nothing if they are not asked for. */
    Map<String, String> identity() {
        return sink == null ? Map.of() : Map.of("--quality", StreamOutput.identity(sink));
    }

    /** Refuses a directory that another option has. */
    void requireApart(CommandFiles files) {
        if (sink != null) {
            FlinkPath.local(sink).ifPresent(path -> files.writesInto("--quality", path));
        }
    }

    /** Checks before the job runs that its topic exists. */
    void requireTopic() throws InterruptedException {
        if (sink != null && KafkaAddress.is(sink)) {
            TopicCheck.require(MeasureTopic.at(sink).address());
        }
    }

    /**
     * Adds the measures to a job, if they are asked for.
     *
     * @param graded rows of {@link io.flinklab.online.GradedRows}
     * @throws IllegalArgumentException the schema has no such category
     */
    void measure(DataStream<Row> graded, Schema schema) {
        if (sink != null) {
            quality().of(graded, schema).sinkTo(sink()).name("measures").uid("measures");
        }
    }

    private PrequentialQuality quality() {
        QualityWindow rows = QualityWindow.parse(window == null ? WINDOW : window);
        return new PrequentialQuality(
                rows, Math.min(MOST_EVERY, rows.rows()), slice == null ? "" : slice);
    }

    private Sink<Row> sink() {
        if (KafkaAddress.is(sink)) {
            return MeasureTopic.at(sink).sink(QualityRows.TYPE, "sliceValue", "time");
        }
        StoreOptions.location(sink);
        return FileRows.sink(sink, RowJson.ofMeasures(QualityRows.TYPE));
    }
}
