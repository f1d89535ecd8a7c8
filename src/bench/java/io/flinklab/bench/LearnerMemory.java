package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.online.LearnerOptions;
import io.flinklab.online.OnlineLearning;
import io.flinklab.online.PrequentialQuality;
import io.flinklab.online.PublishInterval;
import io.flinklab.online.QualityWindow;
import io.flinklab.online.UpdateRule;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.flink.StoreLocation;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.apache.flink.types.Row;

/**
 * What a job keeps in the heap that learns from a long stream, measured in windows of 1,000 rows.
 * Prints a line after each million: rows, MiB in use after a collection, CPU seconds of the
 * process; separated by tabs.
 *
 * <p>Arguments: a directory to work in, the model's store, how many rows.
 */
final class LearnerMemory {
    private static final int CUSTOMERS = 5_000;
    private static final int WINDOW = 1_000;

    private LearnerMemory() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]).resolve("memory-store");
        FileUtils.deleteDirectory(root.toFile());
        FileUtils.copyDirectory(Path.of(args[1]).toFile(), root.toFile());
        OnlineLearning learning =
                new OnlineLearning(
                        StoreLocation.of(root),
                        ServedModel.of(ModelStore.at(root).open()),
                        new LearnerOptions(new UpdateRule.Ftrl(0.05, 1, 0, 1)),
                        new PublishInterval.Rows(Integer.MAX_VALUE));
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1)) {
            StreamExecutionEnvironment environment = cluster.environment();
            environment.setParallelism(1);
            environment.getConfig().enableObjectReuse();
            DataStream<Row> rows =
                    environment
                            .fromSequence(1, Long.parseLong(args[2]))
                            .map(new Customers())
                            .returns(EventRows.TYPE);
            SingleOutputStreamOperator<Row> scores = learning.learn(rows);
            scores.addSink(new DiscardingSink<>());
            new PrequentialQuality(new QualityWindow.LastRows(WINDOW), WINDOW, "")
                    .of(learning.graded(scores), Churn.SCHEMA)
                    .addSink(new DiscardingSink<>());
            environment.execute();
        }
    }

    private static final class Customers extends RichMapFunction<Long, Row> {
        private static final long serialVersionUID = 1L;
        private static final long MILLION = 1_000_000;

        private transient List<Example> customers;

        @Override
        public void open(Configuration parameters) {
            customers =
                    new CustomerGenerator(CustomerGenerator.DEFAULT_SEED)
                            .examples(CUSTOMERS)
                            .toList();
        }

        @Override
        public Row map(Long row) {
            if (row % MILLION == 0) {
                print(row);
            }
            Example customer = customers.get((int) (row % CUSTOMERS));
            return EventRows.of(customer, "generated", row, row, "");
        }

        private static void print(long rows) {
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            long nanos =
                    ((com.sun.management.OperatingSystemMXBean)
                                    ManagementFactory.getOperatingSystemMXBean())
                            .getProcessCpuTime();
            System.out.println(
                    String.join(
                            "\t",
                            Long.toString(rows),
                            Long.toString(heap >> 20),
                            Double.toString(nanos / 1e9)));
        }
    }
}
