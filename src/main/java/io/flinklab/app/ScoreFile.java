package io.flinklab.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flinklab.data.Customer;
import io.flinklab.data.DataException;
import io.flinklab.serving.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Scores on their way into a CSV file: CustomerId, score, prediction, modelVersion. The file
 * appears when it is complete; until then the scores are in a neighbour of it.
 */
final class ScoreFile implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final String modelVersion;
    private final CsvWriter writer;
    private boolean finished;

    private ScoreFile(Path target, Path partial, String modelVersion, CsvWriter writer) {
        this.target = target;
        this.partial = partial;
        this.modelVersion = modelVersion;
        this.writer = writer;
    }

    static ScoreFile create(Path target, String modelVersion) {
        Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(partial);
            writer.writeRecord("CustomerId", "score", "prediction", "modelVersion");
            return new ScoreFile(target, partial, modelVersion, writer);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    void write(Customer customer, Prediction prediction) {
        try {
            writer.writeRecord(
                    Long.toString(customer.customerId()),
                    Double.toString(prediction.score()),
                    Integer.toString(prediction.prediction()),
                    modelVersion);
        } catch (UncheckedIOException e) {
            throw unwritable(target, e.getCause());
        }
    }

    /** Makes the file visible. */
    void finish() {
        try {
            writer.close();
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            finished = true;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        if (finished) {
            return;
        }
        try {
            try {
                writer.close();
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static DataException unwritable(Path target, IOException cause) {
        return new DataException(
                target + " cannot be written: " + cause + ". Choose another path.", cause);
    }
}
