package io.flinklab.app;

import io.flinklab.app.JobState.Resumption;
import io.flinklab.data.Schema;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.UnseenMetrics;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of a stream, from submission until it ends or this process is told to stop. */
final class StreamRun {
    private static final long POLL_MILLIS = 500;

    /** How long to wait for a savepoint: a job that cannot take one says so in no time or never. */
    private static final long LIMIT_SECONDS = 60;

    private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StreamRuntime runtime;
    private final StreamInput input;
    private final Schema schema;
    private final Consumer<String> console;
    private final Optional<JobState> state;
    private StreamNote note;
    private long noted;
    private long nextNote = System.nanoTime();
    private boolean over;

    StreamRun(
            StreamRuntime runtime,
            StreamInput input,
            Schema schema,
            StreamNote note,
            Consumer<String> console) {
        this.schema = schema;
        this.runtime = runtime;
        this.input = input;
        this.note = note;
        this.console = console;
        state = runtime.state();
    }

    /**
     * Where to build the job, which goes on from the state of an earlier run.
     *
     * @param tell is told what is wrong with that state
     */
    StreamExecutionEnvironment environment(boolean checkpoints, Consumer<String> tell)
            throws IOException, InterruptedException {
        if (!checkpoints) {
            return runtime.batch();
        }
        if (state.isEmpty()) {
            return runtime.streaming(Optional.empty());
        }
        Optional<Resumption> from = state.get().resume(note, tell);
        note = note.until(from.isPresent() ? from.get().note().ends() : input.ends());
        StreamNote begin = from.map(Resumption::note).orElse(note);
        noted = begin.checkpoint();
        try {
            state.get().deleteEnd();
            state.get().write(begin);
        } catch (IOException e) {
            throw state.get().unreadable(e);
        }
        return runtime.streaming(from);
    }

    /** The source of the job that is built there. */
    MessageSource source() {
        return input.open(schema, state, note.ends());
    }

    /**
     * Submits the job and waits for its end.
     *
     * @param says what it does, for the console
     */
    void run(StreamExecutionEnvironment environment, String name, String says) throws Exception {
        JobClient job = submit(environment, name);
        Thread stop = new Thread(() -> stop(job), "stop");
        if (!runtime.isItsClusters()) {
            Runtime.getRuntime().addShutdownHook(stop);
        }
        console.accept("%s; web UI %s".formatted(says, runtime.webUi()));
        String last = "all is scored";
        try {
            last = await(job);
            tell(UnseenMetrics.of(job.getJobExecutionResult().get()));
        } catch (ExecutionException e) {
            FailedAttempts attempts = FailedAttempts.of(job.getJobID(), runtime.webUi());
            throw StreamException.failed(e, attempts);
        } finally {
            forget(stop);
        }
        console.accept(last);
    }

    private static JobClient submit(StreamExecutionEnvironment environment, String name)
            throws Exception {
        try {
            return environment.executeAsync(name);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw StreamException.failed(e);
        }
    }

    /** Waits for the job's end, or for that of a source which waits there to be stopped. */
    private String await(JobClient job) throws InterruptedException, ExecutionException {
        CompletableFuture<?> result = job.getJobExecutionResult();
        while (true) {
            try {
                result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return ended();
            } catch (TimeoutException running) {
                noteCheckpoint();
            }
            Optional<String> files = end();
            if (files.isPresent() && finish(job, result)) {
                return files.get().equals("0")
                        ? "nothing is new; all of " + input + " was scored before"
                        : "all is scored; the same command scores what is new then";
            }
        }
    }

    /** A job that ended by itself has deleted its checkpoints. */
    private synchronized String ended() throws InterruptedException {
        if (!over && state.isPresent()) {
            input.commit(note.ends());
            note(0);
        }
        over = true;
        return "all is scored";
    }

    private Optional<String> end() {
        if (state.isEmpty() || !input.tellsItsEnd()) {
            return Optional.empty();
        }
        try {
            return state.get().readEnd();
        } catch (IOException tryLater) {
            return Optional.empty();
        }
    }

    /** Stops a job that has nothing to do; false if it was about to begin again. */
    private synchronized boolean finish(JobClient job, CompletableFuture<?> result)
            throws InterruptedException, ExecutionException {
        try {
            savepoint(job);
            result.get();
            over = true;
            return true;
        } catch (ExecutionException | TimeoutException e) {
            if (result.isDone()) {
                result.get();
            }
            return false;
        }
    }

    private void tell(Map<String, Long> unseen) {
        if (!unseen.isEmpty()) {
            console.accept(
                    "rows with a category that the model was not trained with: "
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
            stopOnce(job);
            // The process would otherwise end with the signal's code, as if something were wrong.
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException
                | ExecutionException
                | TimeoutException
                | IOException
                | RuntimeException e) {
            console.accept("not stopped as it should be: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private synchronized void stopOnce(JobClient job)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        if (over) {
            return;
        }
        over = true;
        if (state.isEmpty()) {
            job.cancel().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            console.accept("stopped; without --state, the next run begins anew");
            return;
        }
        try {
            console.accept("stopped; the same command goes on from " + savepoint(job));
        } catch (ExecutionException | TimeoutException e) {
            // As while the job is about to begin again. Its last checkpoint stays.
            job.cancel().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            console.accept(
                    "stopped without a savepoint (%s); the same command %s"
                            .formatted(
                                    StreamException.reason(e),
                                    state.get()
                                            .newest()
                                            .map(last -> "goes on from " + last.directory())
                                            .orElse("begins anew: there is no checkpoint yet")));
        }
    }

    private String savepoint(JobClient job)
            throws InterruptedException, ExecutionException, TimeoutException {
        String savepoint =
                job.stopWithSavepoint(
                                false, state.orElseThrow().savepoints(), SavepointFormatType.NATIVE)
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        try {
            state.get().newest().ifPresent(last -> note(last.number()));
        } catch (IOException e) {
            console.accept("warning: " + state.get().unreadable(e).getMessage());
        }
        return savepoint;
    }

    /** Now and then, and the first one as soon as it is there. */
    private void noteCheckpoint() {
        if (state.isEmpty() || System.nanoTime() < nextNote) {
            return;
        }
        try {
            OptionalLong newest = state.get().newestNumber();
            if (newest.isPresent() && newest.getAsLong() > noted) {
                note(newest.getAsLong());
                nextNote = System.nanoTime() + NOTE_NANOS;
            }
        } catch (IOException tryLater) {
            nextNote = System.nanoTime() + NOTE_NANOS;
        }
    }

    private void note(long checkpoint) {
        try {
            state.get().write(note.at(checkpoint));
            noted = checkpoint;
        } catch (IOException e) {
            console.accept("warning: " + state.get().unreadable(e).getMessage());
        }
    }
}
