package io.flinklab.interchange.python;

import io.flinklab.interchange.AnswerLimit;
import io.flinklab.interchange.AnswerLimit.NoAnswerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A Python process with a model, replaced by another one where it ends. Nobody waits for an answer,
 * or for the questions before, longer than the limit says.
 */
final class PythonWorker implements AutoCloseable {
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Path python;
    private final PythonModel model;
    private final AnswerLimit limit;
    private PythonProcess process;

    /**
     * Starts the first process.
     *
     * @throws IllegalArgumentException Python cannot run the model, or has not loaded it in time
     */
    PythonWorker(Path python, PythonModel model, AnswerLimit limit) {
        this.python = python;
        this.model = model;
        this.limit = limit;
        try {
            process = PythonProcess.start(python, model, limit.time());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Expected a Python that loads the model; found that " + e.getMessage(), e);
        }
    }

    /**
     * Asks; where the process ends before it answers, once more in a new one.
     *
     * @throws IllegalArgumentException Python failed, and goes on; or there is no answer, and the
     *     limit says that this rejects
     * @throws NoAnswerException there is none, or the thread was interrupted
     */
    Message ask(Message question) {
        Message answer;
        try {
            takeTurn();
            try {
                answer = askTwice(question);
            } finally {
                turn.unlock();
            }
        } catch (IOException e) {
            throw noAnswer(e);
        }
        return PythonErrors.check(answer);
    }

    private RuntimeException noAnswer(IOException e) {
        boolean once = e instanceof InterruptedIOException;
        String message =
                "Expected an answer from Python; found %s %s"
                        .formatted(once ? "that" : "twice that", e.getMessage());
        return limit.rejecting() && !Thread.currentThread().isInterrupted()
                ? new IllegalArgumentException(message, e)
                : new NoAnswerException(message, e);
    }

    private void takeTurn() throws IOException {
        try {
            if (!turn.tryLock(limit.time().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedIOException(
                        "the Python worker was busy with other questions for %s ms"
                                .formatted(limit.time().toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread that asked was told to stop");
        }
    }

    private Message askTwice(Message question) throws IOException {
        try {
            if (!process.isAlive()) {
                process = another();
            }
            return process.ask(question);
        } catch (InterruptedIOException late) {
            throw late;
        } catch (IOException ended) {
            process = another();
            return process.ask(question);
        }
    }

    private PythonProcess another() throws IOException {
        try {
            return PythonProcess.start(python, model, limit.time());
        } catch (IllegalArgumentException e) {
            // Python has loaded this model before.
            throw new IOException("a new Python worker does not start: " + e.getMessage(), e);
        }
    }

    /** Ends the process; a question that is being answered is waited for as long as its limit. */
    @Override
    public void close() {
        turn.lock();
        try {
            process.close();
        } finally {
            turn.unlock();
        }
    }
}
