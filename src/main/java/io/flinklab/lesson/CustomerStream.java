package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Scorer;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ParsedStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * Generated customers with their labels, as files in a directory, which jobs read as a stream that
 * ends.
 *
 * @param directory where the files are; must exist
 * @param customers in the order of the stream
 */
public record CustomerStream(Path directory, List<Example> customers) {

    /** The generator's first so many customers. */
    public static CustomerStream of(Path directory, CustomerGenerator generator, long rows) {
        return new CustomerStream(directory.toAbsolutePath(), generator.examples(rows).toList());
    }

    /** All customers. */
    public MessageSource source() throws IOException {
        return source(0);
    }

    private MessageSource source(int skipped) throws IOException {
        return MessageSource.files(Churn.SCHEMA, slice(skipped, customers.size()).toString());
    }

    /**
     * All customers in a job.
     *
     * @return rows of {@link io.flinklab.data.flink.EventRows#TYPE}
     */
    public DataStream<Row> examples(StreamExecutionEnvironment job) throws IOException {
        return examples(job, 0);
    }

    /** The same without so many customers at the beginning. */
    public DataStream<Row> examples(StreamExecutionEnvironment job, int skipped)
            throws IOException {
        return ParsedStream.of(job, source(skipped), WatermarkStrategy.noWatermarks(), "")
                .examples();
    }

    /**
     * A file of some of the customers, those from one position to before another; positions count
     * from 0.
     */
    public Path slice(int from, int to) throws IOException {
        Path file = directory.resolve("customers-%s-%s.csv".formatted(from, to));
        if (!Files.exists(file)) {
            Files.writeString(
                    file, ExampleCsv.labelled(Churn.SCHEMA).write(customers.subList(from, to)));
        }
        return file;
    }

    /**
     * How well a model ranks some of the customers, those from one position to before another.
     *
     * @return the area under the ROC curve, 0 to 1
     */
    public double auroc(Scorer model, int from, int to) {
        List<Example> some = customers.subList(from, to);
        double[] labels = some.stream().mapToDouble(Example::label).toArray();
        return Evaluation.of(labels, model.score(some).toArray()).auroc();
    }
}
