package io.flinklab.app;

import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of a stream, from submission until it ends or this process is told to stop. */
final class StreamRun {
    private final StreamRuntime runtime;
    private final Consumer<String> console;
    private volatile boolean stopping;

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
        job.getJobExecutionResult().get();
        if (stopping) {
            // The job has ended because of that thread, which has more to do, and then ends us.
            stop.join();
        }
        console.accept("all is scored");
    }

    private void stop(JobClient job) {
        stopping = true;
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
