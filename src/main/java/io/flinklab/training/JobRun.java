package io.flinklab.training;

import io.flinklab.data.DataException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** A bounded job that was submitted. */
public final class JobRun {
    private final JobClient job;
    private final List<Watcher<?>> watchers = new ArrayList<>();

    private JobRun(JobClient job) {
        this.job = job;
    }

    /** A job that was submitted; only from then on can its streams be collected. */
    static JobRun of(JobClient job) {
        return new JobRun(job);
    }

    /**
     * Hands what the running job gives to a watcher, beside the thread that waits for the job.
     *
     * @param steps blocks until the job gives the next one
     */
    public <T> void watch(Iterator<T> steps, Consumer<T> watcher) {
        Watcher<T> started = new Watcher<>(steps, watcher);
        started.thread.start();
        watchers.add(started);
    }

    /**
     * Waits for the end, and until the watchers have seen it. Unlike {@code env.execute()}, an
     * interrupt of the waiting thread (a notebook's stop button) cancels the job too.
     *
     * <p>What a watcher threw comes out here once the job has ended.
     *
     * @throws TrainingException the rows or options have no model; its message says why
     * @throws DataException the data could not be read; its message says why
     * @throws IllegalStateException the job failed otherwise; its message ends with the failure at
     *     the bottom
     */
    public JobExecutionResult await() throws InterruptedException {
        try {
            JobExecutionResult result = job.getJobExecutionResult().get();
            for (Watcher<?> watcher : watchers) {
                watcher.finish();
            }
            return result;
        } catch (InterruptedException interrupted) {
            job.cancel();
            throw interrupted;
        } catch (ExecutionException failed) {
            throw reason(failed.getCause());
        }
    }

    private static RuntimeException reason(Throwable failure) {
        return told(failure, TrainingException.class, TrainingException::new)
                .or(() -> told(failure, DataException.class, DataException::new))
                .orElseGet(() -> unexpected(failure));
    }

    private static Optional<RuntimeException> told(
            Throwable failure,
            Class<? extends Throwable> type,
            BiFunction<String, Throwable, RuntimeException> again) {
        return JobFailure.find(failure, type)
                .map(found -> again.apply(found.getMessage(), failure));
    }

    private static IllegalStateException unexpected(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new IllegalStateException("The training job failed: " + root, failure);
    }

    /** Tells one watcher on a thread of its own. */
    private static final class Watcher<T> {
        private final Consumer<T> watcher;
        private final Thread thread;
        private RuntimeException failure;

        Watcher(Iterator<T> steps, Consumer<T> watcher) {
            this.watcher = watcher;
            thread = new Thread(() -> steps.forEachRemaining(this::tell), "training progress");
            thread.setDaemon(true);
            // The waiting thread tells why a job failed; this one would tell it a second time.
            thread.setUncaughtExceptionHandler((ended, failure) -> {});
        }

        /**
         * A watcher that failed gets no more steps; they are still taken, or the job would wait.
         */
        private void tell(T step) {
            if (failure == null) {
                try {
                    watcher.accept(step);
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
        }

        void finish() throws InterruptedException {
            thread.join();
            if (failure != null) {
                throw failure;
            }
        }
    }
}
