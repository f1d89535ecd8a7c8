package io.flinklab.app;

import io.flinklab.streaming.UnseenMetrics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of a stream, from submission until it ends or this process is told to stop. */
final class StreamRun {
    private final StreamRuntime runtime;
    private final Consumer<String> console;

    StreamRun(StreamRuntime runtime, Consumer<String> console) {
        this.runtime = runtime;
        this.console = console;
    }

    void run(StreamExecutionEnvironment environment, String name, StreamModel model)
            throws Exception {
        JobClient job = environment.executeAsync(name);
        Thread stop = new Thread(() -> stop(job), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        console.accept("scoring %s with %s; web UI %s".formatted(name, model, runtime.webUi()));
        try {
            tell(UnseenMetrics.of(job.getJobExecutionResult().get()));
        } catch (ExecutionException e) {
            throw StreamException.failed(e);
        } finally {
            forget(stop);
        }
        console.accept("all is scored");
    }

    private void tell(Map<String, Long> unseen) {
        if (!unseen.isEmpty()) {
            console.accept(
                    "customers with a category that the model was not trained with: "
                            + unseen.entrySet().stream()
                                    .map(column -> column.getKey() + " " + column.getValue())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static void forget(Thread stop) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException stopping) {
            // The job has ended because of that thread, which has more to do, and then ends us.
            stop.join();
        }
    }

    private void stop(JobClient job) {
        try {
            if (runtime.state().isPresent()) {
                String savepoint =
                        job.stopWithSavepoint(
                                        false,
                                        runtime.state().get().savepoints(),
                                        SavepointFormatType.NATIVE)
                                .get();
                console.accept("stopped; the same command goes on from " + savepoint);
            } else {
                job.cancel().get();
                console.accept("stopped; without --state, the next run begins anew");
            }
            // The process would otherwise end with the signal's code, as if something were wrong.
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            console.accept("not stopped as it should be: " + e);
            Runtime.getRuntime().halt(1);
        }
    }
}
