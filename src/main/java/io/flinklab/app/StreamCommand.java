package io.flinklab.app;

import io.flinklab.online.DriftAlarms;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.kafka.TopicEnds;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores a stream of rows in a Flink job. */
@Command(
        name = "stream",
        description =
                "Score a stream of rows - files, a watched directory, a Kafka topic - until it"
                        + " ends or is stopped (SIGTERM or Ctrl-C).",
        mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private StreamInput input;
    @Mixin private StreamModel model;
    @Mixin private StreamOutput output;
    @Mixin private DriftOption drift;
    @Mixin private ShadowOption shadow;
    @Mixin private StreamRuntime runtime;

    @Option(
            names = "--parallelism",
            defaultValue = "2",
            description = "Subtasks that score (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Override
    public Integer call() throws Exception {
        requireAgreement();
        runtime.requireCluster();
        input.requireTopic();
        output.requireTopics();
        drift.requireTopic();
        shadow.requireTopics();
        model.open();
        if (!model.isService()) {
            drift.requireSketch(model.stored());
        }
        input.tellLeftOut(model.schema(), spec.commandLine().getErr());
        try (StreamRuntime cluster = runtime) {
            StreamRun run = new StreamRun(cluster, input, model.schema(), note(), this::say);
            StreamExecutionEnvironment environment =
                    run.environment(needsCheckpoints(), this::warn);
            ScoredStream scored =
                    model.score(new ScoringJob(environment, run.source()), environment);
            if (drift.isGiven()) {
                watch(scored);
            }
            shadow.score(scored, model);
            if (output.isTable()) {
                print(scored);
            } else {
                output.write(scored);
                String streams = input + " -> " + output;
                run.run(environment, streams, "scoring %s with %s".formatted(streams, model));
            }
        }
        return 0;
    }

    private void watch(ScoredStream scored) {
        DriftAlarms watches = drift.watches(model.store().orElseThrow(), model.stored());
        drift.write(watches.ofInputs(scored).union(watches.ofScores(scored)));
    }

    private boolean needsCheckpoints() {
        return !input.isBounded()
                || output.needsCheckpoints()
                || drift.needsCheckpoints()
                || shadow.needsCheckpoints()
                || runtime.state().isPresent();
    }

    /** Of a stream that prints nothing is kept. */
    private StreamNote note() {
        Map<String, String> more = new HashMap<>(drift.identity());
        more.putAll(shadow.identity());
        return new StreamNote(
                input.identity(),
                StreamNote.NONE,
                output.scoresIdentity(),
                output.rejectsIdentity(),
                more,
                model.isService(),
                model.isReloading(),
                TopicEnds.none(),
                0);
    }

    private void requireAgreement() {
        try {
            input.check();
            output.check();
            model.check();
            drift.check();
            shadow.check(model);
            runtime.check(parallelism);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        CommandFiles files = new CommandFiles(spec.commandLine());
        model.store().ifPresent(files::uses);
        output.requireApart(files);
        drift.requireApart(files);
        shadow.requireApart(files);
        if (drift.isGiven() && model.isService()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--alarms is for a --store, whose manifests say how the training rows are"
                            + " spread; a service does not.");
        }
        if (input.isBounded() && model.isReloading()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reload is for streams without end; a bounded source is scored with one"
                            + " model. Leave it out, or give --watch or an unbounded topic.");
        }
        if (output.isTable() && runtime.state().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--state is for scores that are kept. Give --sink a directory or a topic.");
        }
        if (output.isTable() && !input.isBounded()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--sink table is for bounded sources. Give a directory or a topic.");
        }
    }

    private void print(ScoredStream scored) throws Exception {
        output.writeRejects(scored);
        say(String.join("\t", scored.type().getFieldNames()));
        CloseableIterator<Row> rows = scored.scores().executeAndCollect();
        try {
            rows.forEachRemaining(row -> say(line(row)));
        } catch (RuntimeException e) {
            throw StreamException.failed(e);
        }
        rows.close();
    }

    private static String line(Row row) {
        return IntStream.range(0, row.getArity())
                .mapToObj(field -> row.getField(field).toString())
                .collect(Collectors.joining("\t"));
    }

    private void warn(String line) {
        spec.commandLine().getErr().println(line);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
