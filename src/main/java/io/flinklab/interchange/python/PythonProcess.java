package io.flinklab.interchange.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * A process with one model in it, which answers one message at a time. It ends when its input does,
 * so it does not outlive this program however that ends.
 *
 * <p>A thread of its own talks to it, because nothing else ends a wait for a pipe: whoever asks
 * waits for that thread, and not longer than the limit. Questions have numbers, and an answer has
 * its question's number, so a late or unasked answer is never taken for a score.
 */
final class PythonProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 2;
    private static final String NUMBER = "id";

    private final Process process;
    private final OutputStream questions;
    private final InputStream answers;
    private final LastLines errors;
    private final Duration limit;
    private final ExecutorService talker;
    private int asked;

    private PythonProcess(Process process, Duration limit) {
        this.process = process;
        this.limit = limit;
        this.questions = new BufferedOutputStream(process.getOutputStream());
        this.answers = new BufferedInputStream(process.getInputStream());
        String name = "python-" + process.pid();
        this.errors = new LastLines(process.getErrorStream(), name);
        this.talker = Executors.newSingleThreadExecutor(task -> newTalker(task, name));
    }

    private static Thread newTalker(Runnable task, String name) {
        Thread thread = new Thread(task, name + "-answers");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts a process and waits until it has the model.
     *
     * @param limit to that, and to each answer
     * @throws InterruptedIOException it does not have it in time, or the thread was interrupted
     * @throws IOException it ended before that
     * @throws IllegalArgumentException Python could not load the model; the message has its error
     */
    static PythonProcess start(Path python, PythonModel model, Duration limit) throws IOException {
        Path sources = Files.createTempDirectory("flinklab-python");
        try {
            PythonModel.unpack(sources, "worker.py");
            PythonProcess started = new PythonProcess(launch(python, sources), limit);
            try {
                ObjectNode header = Message.newHeader().put("model", model.kind());
                PythonErrors.check(started.ask(new Message(header, model.content())));
                return started;
            } catch (IOException | RuntimeException e) {
                started.close();
                throw e;
            }
        } finally {
            FileUtils.deleteDirectory(sources.toFile());
        }
    }

    private static Process launch(Path python, Path sources) {
        // -B: nothing compiled is kept beside sources that are about to go.
        String worker = sources.resolve("worker.py").toString();
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-B", worker);
        try {
            return builder.start();
        } catch (IOException e) {
            throw PythonInterpreter.missing(python.toString(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Asks and waits for the answer. After an exception the process has ended.
     *
     * @throws InterruptedIOException there is no answer in time, or the thread was interrupted
     * @throws IOException the process ends first, or its answer is malformed; the message says how
     */
    Message ask(Message question) throws IOException {
        int number = ++asked;
        question.header().put(NUMBER, number);
        Future<Message> answer = talker.submit(() -> answer(question, number));
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            kill();
            throw new InterruptedIOException(
                    "the Python worker gave no answer within %s ms and was ended. What it said last:%n%s"
                            .formatted(limit.toMillis(), errors.awaitAll()));
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread that asked was told to stop");
        } catch (ExecutionException e) {
            throw new IOException(ending(e.getCause()), e.getCause());
        }
    }

    private Message answer(Message question, int number) throws IOException {
        question.write(questions);
        Message answer = Message.read(answers, longest(question));
        if (answer.header().path(NUMBER).asInt() != number) {
            throw new StreamCorruptedException(
                    "expected a message in answer to question %s, found \"%s\""
                            .formatted(number, answer.header()));
        }
        return answer;
    }

    /** A score for each row: a row of the question has a number, or a text. */
    private static int longest(Message question) {
        JsonNode texts = question.header().path(PythonScorer.TEXTS);
        int rows = texts.isEmpty() ? 0 : texts.iterator().next().size();
        return Math.max(question.body().length, rows * Double.BYTES);
    }

    @Override
    public void close() {
        if (!process.isAlive()) {
            talker.shutdownNow();
            return;
        }
        try {
            questions.close();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                talker.shutdownNow();
                return;
            }
        } catch (IOException alreadyEnded) {
            // Nothing is left to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** Ends the process with all that it has started, which may hold its pipes. */
    private void kill() {
        talker.shutdownNow();
        // By handles: a process's own method waits for whoever writes to it.
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillThere) {
            // The system ends it when it can; nobody waits for it any more.
        }
    }

    private String ending(Throwable e) {
        boolean ended = !(e instanceof StreamCorruptedException);
        if (ended) {
            close();
        } else {
            kill();
        }
        String how = ended && !process.isAlive() ? " with exit code " + process.exitValue() : "";
        return "the Python worker %s%s (%s). What it said last:%n%s"
                .formatted(
                        ended ? "ended" : "gave what is no answer",
                        how,
                        e.getMessage(),
                        errors.awaitAll());
    }
}
