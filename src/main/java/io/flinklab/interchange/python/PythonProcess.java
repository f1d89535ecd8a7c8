package io.flinklab.interchange.python;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.FileUtils;

/**
 * A process with one model in it, which answers one message at a time. It ends when its input does,
 * so it does not outlive this program however that ends.
 */
final class PythonProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 2;

    private final Process process;
    private final OutputStream questions;
    private final InputStream answers;
    private final LastLines errors;

    private PythonProcess(Process process) {
        this.process = process;
        this.questions = new BufferedOutputStream(process.getOutputStream());
        this.answers = new BufferedInputStream(process.getInputStream());
        this.errors = new LastLines(process.getErrorStream(), "python-" + process.pid());
    }

    /**
     * Starts a process and waits until it has the model.
     *
     * @throws IOException it ended before that
     * @throws IllegalArgumentException Python could not load the model; the message has its error
     */
    static PythonProcess start(Path python, PythonModel model) throws IOException {
        Path sources = Files.createTempDirectory("flinklab-python");
        try {
            PythonFiles.unpack(sources, "worker.py", "churn_models.py", "fitted_pipeline.py");
            PythonProcess started = new PythonProcess(launch(python, sources));
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

    /**
     * Asks and waits for the answer.
     *
     * @throws IOException the process ends first; the message says how
     */
    Message ask(Message question) throws IOException {
        try {
            question.write(questions);
            return Message.read(answers);
        } catch (IOException e) {
            throw new IOException(ending(e), e);
        }
    }

    @Override
    public void close() {
        try {
            questions.close();
        } catch (IOException alreadyEnded) {
            // Nothing is left to be told.
        }
        end();
    }

    /** Ends the process if its input's end has not. */
    private void end() {
        boolean interrupted = false;
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly().onExit().join();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String ending(IOException e) {
        close();
        return "the Python worker ended with exit code %s (%s). What it said last:%n%s"
                .formatted(process.exitValue(), e.getMessage(), errors.awaitAll());
    }
}
