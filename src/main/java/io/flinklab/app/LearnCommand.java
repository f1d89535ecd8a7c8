package io.flinklab.app;

import io.flinklab.data.Schema;
import io.flinklab.online.DriftAlarms;
import io.flinklab.online.OnlineLearning;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ParsedStream;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.kafka.TopicEnds;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores a stream of labelled rows, and learns from each of them. */
@Command(
        name = "learn",
        description =
                "Learn from a stream of labelled rows - files, a watched directory, a Kafka topic"
                        + " - until it ends or is stopped (SIGTERM or Ctrl-C). Each row is scored by"
                        + " what was learned before it; now and then the store gets a version."
                        + " Labels may come later than their rows, in a stream of their own.",
        mixinStandardHelpOptions = true)
final class LearnCommand implements Callable<Integer> {
    private static final String LATEST = "latest";

    @Spec private CommandSpec spec;
    @Mixin private StreamInput input;
    @Mixin private StreamOutput output;
    @Mixin private LabelsOption labels;
    @Mixin private LearnerOption learner;
    @Mixin private QualityOption quality;
    @Mixin private DriftOption drift;
    @Mixin private StreamRuntime runtime;

    @Option(
            names = "--store",
            required = true,
            description = StoreOptions.STORE + " What is learned goes there.")
    private StoreLocation store;

    @Option(
            names = "--warm-start",
            defaultValue = LATEST,
            description =
                    "The version to begin with, a pipeline that ends with a logistic regression:"
                            + " its features stay as --features says. What goes on from --state goes on with"
                            + " what it had learned (default: ${DEFAULT-VALUE}).")
    private String warmStart;

    @Override
    public Integer call() throws Exception {
        requireAgreement();
        runtime.requireCluster();
        input.requireTopic();
        labels.requireTopic();
        output.requireTopics();
        quality.requireTopic();
        drift.requireTopic();
        StoredModel first = first(store.open());
        drift.requireSketch(first);
        OnlineLearning learning = learning(ServedModel.of(first));
        Schema schema = learning.rows();
        input.tellLeftOut(schema, spec.commandLine().getErr());
        try (StreamRuntime cluster = runtime) {
            StreamRun run =
                    new StreamRun(
                            cluster, input, schema, note(), spec.commandLine().getOut()::println);
            StreamExecutionEnvironment environment =
                    run.environment(true, spec.commandLine().getErr()::println);
            output.write(learn(learning, first, environment, run.source()));
            String streams = input + " -> " + output;
            run.run(
                    environment,
                    streams,
                    "learning from %s, beginning with %s".formatted(streams, first.version()));
        }
        spec.commandLine()
                .getOut()
                .println("newest version: " + store.open().latest().orElseThrow());
        return 0;
    }

    private ScoredStream learn(
            OnlineLearning learning,
            StoredModel first,
            StreamExecutionEnvironment environment,
            MessageSource source) {
        try {
            ParsedStream rows = labels.read(environment, source);
            SingleOutputStreamOperator<Row> scores =
                    labels.isGiven()
                            ? learning.learnLate(rows.examples())
                            : learning.learn(rows.examples());
            DataStream<Row> graded = learning.graded(scores);
            quality.measure(graded, source.schema());
            ScoredStream scored =
                    new ParsedStream(learning.forModel(rows.examples()), rows.rejects())
                            .scored(scores);
            if (drift.isGiven()) {
                DriftAlarms watches = drift.watches(store, first);
                // The scores of what learns change as it learns.
                drift.write(watches.ofInputs(scored).union(watches.ofOutcomes(graded)));
            }
            return scored;
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private StoredModel first(ModelStore models) {
        return warmStart.equals(LATEST)
                ? models.open(models.latest().orElseGet(models::current))
                : models.open(warmStart);
    }

    private OnlineLearning learning(ServedModel first) {
        try {
            return new OnlineLearning(
                    store, first, learner.options(), learner.publishEvery(), learner.features());
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private StreamNote note() {
        Map<String, String> more = new HashMap<>(drift.identity());
        more.putAll(quality.identity());
        more.putAll(learner.identity());
        return new StreamNote(
                input.identity(),
                labels.identity(),
                output.scoresIdentity(),
                output.rejectsIdentity(),
                more,
                false,
                false,
                TopicEnds.none(),
                0);
    }

    private void requireAgreement() {
        try {
            input.check();
            output.check();
            learner.options();
            learner.publishEvery();
            quality.check();
            drift.check();
            labels.check(runtime.state().isPresent());
            // The order of the rows decides what is learned.
            runtime.check(1);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
        if (output.isTable()) {
            throw new ParameterException(
                    spec.commandLine(), "--sink is a directory or a topic here; found table.");
        }
        CommandFiles files = new CommandFiles(spec.commandLine()).uses(store);
        output.requireApart(files);
        quality.requireApart(files);
        drift.requireApart(files);
    }

    private ParameterException wrong(IllegalArgumentException e) {
        return new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
}
