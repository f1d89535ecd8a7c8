package io.flinklab.interchange.python;

import java.io.IOException;
import java.nio.file.Path;

/** Python with a model: a process, and another one in its place where that one is killed. */
final class PythonWorker implements AutoCloseable {
    private final Path python;
    private final PythonModel model;
    private PythonProcess process;

    /**
     * Starts the first process.
     *
     * @throws IllegalArgumentException Python cannot run the model
     */
    PythonWorker(Path python, PythonModel model) {
        this.python = python;
        this.model = model;
        try {
            process = PythonProcess.start(python, model);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Expected a Python that loads the model; found that " + e.getMessage(), e);
        }
    }

    /**
     * Asks; where the process ends before it answers, once more in a new one.
     *
     * @throws IllegalStateException that one ended too
     * @throws IllegalArgumentException Python failed, and goes on
     */
    synchronized Message ask(Message question) {
        try {
            return PythonErrors.check(askTwice(question));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Expected an answer from Python; found twice that " + e.getMessage(), e);
        }
    }

    private Message askTwice(Message question) throws IOException {
        try {
            return process.ask(question);
        } catch (IOException killed) {
            process = PythonProcess.start(python, model);
            return process.ask(question);
        }
    }

    @Override
    public synchronized void close() {
        process.close();
    }
}
