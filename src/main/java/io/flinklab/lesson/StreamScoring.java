package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** Scores customers as a stream with an end: a scoring job over a file of them. */
public final class StreamScoring {
    private final Supplier<StreamExecutionEnvironment> environments;
    private final Path directory;

    /**
     * @param environments gives a new one for each job
     * @param directory where the customers' file goes, made if it is not there
     */
    public StreamScoring(Supplier<StreamExecutionEnvironment> environments, Path directory) {
        this.environments = environments;
        this.directory = directory;
    }

    /**
     * Scores, in the customers' order; none for those whom the job rejects.
     *
     * @param customers at least one, each with an identifier of its own
     */
    public Scores scores(ServedModel model, ScoringOptions options, List<Example> customers)
            throws Exception {
        Files.createDirectories(directory);
        Path file = directory.resolve("customers.csv");
        Files.writeString(file, ExampleCsv.unlabelled(Churn.SCHEMA).write(customers));
        StreamExecutionEnvironment environment = environments.get();
        environment.getConfig().enableObjectReuse();
        ScoringJob job =
                new ScoringJob(environment, MessageSource.files(Churn.SCHEMA, file.toString()));
        Map<Comparable<?>, Double> scores = new HashMap<>();
        for (Row row : job.score(model, options).scores().executeAndCollect(customers.size())) {
            scores.put(row.getFieldAs(0), row.getFieldAs("score"));
        }
        return new Scores(
                customers.stream()
                        .mapToDouble(each -> scores.getOrDefault(each.key(), Double.NaN))
                        .toArray());
    }
}
