package io.flinklab.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.OutputFile;
import io.flinklab.data.Schema;
import io.flinklab.serving.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes scores to a CSV file: the key, or the line where there is no key, score, prediction,
 * modelVersion.
 */
final class ScoreFile implements AutoCloseable {
    private final Path target;
    private final String modelVersion;
    private final OutputFile file;
    private final CsvWriter writer;

    private ScoreFile(Path target, String modelVersion, OutputFile file) {
        this.target = target;
        this.modelVersion = modelVersion;
        this.file = file;
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file.stream());
    }

    /** Begins the file, as {@link OutputFile} does. */
    static ScoreFile create(Path target, Schema schema, String modelVersion) {
        String name = schema.key().map(Column::name).orElse("line");
        try {
            ScoreFile scores = new ScoreFile(target, modelVersion, OutputFile.create(target));
            scores.write(name, "score", "prediction", "modelVersion");
            return scores;
        } catch (IOException e) {
            throw OutputFile.unwritable(target, e);
        }
    }

    /**
     * Writes a score.
     *
     * @param line of the row in its file
     */
    void write(Example example, long line, Prediction prediction) {
        write(
                example.key() == null ? Long.toString(line) : example.key().toString(),
                Double.toString(prediction.score()),
                Integer.toString(prediction.prediction()),
                modelVersion);
    }

    private void write(String... fields) {
        try {
            writer.writeRecord(fields);
        } catch (UncheckedIOException e) {
            throw OutputFile.unwritable(target, e.getCause());
        }
    }

    /** Makes the file visible. */
    void finish() {
        try {
            writer.flush();
            file.finish();
        } catch (IOException e) {
            throw OutputFile.unwritable(target, e);
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw OutputFile.unwritable(target, e);
        }
    }
}
