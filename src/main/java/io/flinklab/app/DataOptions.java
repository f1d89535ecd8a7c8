package io.flinklab.app;

import io.flinklab.data.Reject;
import io.flinklab.data.RejectFile;
import io.flinklab.data.RejectLimit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of every command that reads customers, and what happens to the rows it rejects. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            description = "CSV file of customers, or a directory of them.")
    private Path data;

    @Option(
            names = "--rejects",
            description = "Where rows that cannot be read go (default: beside the output, if any).")
    private Path rejects;

    @Option(
            names = "--max-reject-share",
            defaultValue = "0.1",
            description =
                    "Stop if a larger share of the rows cannot be read (default: ${DEFAULT-VALUE}).")
    private double maxRejectShare;

    Path path() {
        return data;
    }

    /**
     * Keeps the rejects in a file, tells of them, and stops if there are too many.
     *
     * @param rows all rows, the rejects among them
     * @param output what the command writes; the rejects go beside it unless a file was chosen
     */
    void keepRejects(long rows, List<Reject> found, Path output, PrintWriter err) {
        Path file = rejects != null ? rejects : beside(output);
        if (found.isEmpty() && rejects == null) {
            deleteStale(file);
        } else {
            RejectFile.write(file, found);
        }
        tell(rows, found, "they are in " + file, err);
    }

    /** The same for a command that writes nothing: the rejects are kept if a file was chosen. */
    void keepRejects(long rows, List<Reject> found, PrintWriter err) {
        if (rejects != null) {
            keepRejects(rows, found, rejects, err);
        } else {
            tell(rows, found, "--rejects FILE keeps them", err);
        }
    }

    private void tell(long rows, List<Reject> found, String where, PrintWriter err) {
        if (!found.isEmpty()) {
            err.printf("%d of %d rows are rejects; %s%n", found.size(), rows, where);
            err.flush();
        }
        new RejectLimit(maxRejectShare).check(rows, found);
    }

    private static Path beside(Path output) {
        return output.resolveSibling(output.getFileName() + ".rejects.csv");
    }

    private static void deleteStale(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
