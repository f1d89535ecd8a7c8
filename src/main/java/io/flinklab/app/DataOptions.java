package io.flinklab.app;

import io.flinklab.data.CustomerData;
import io.flinklab.data.CustomerFile;
import io.flinklab.data.DataException;
import io.flinklab.data.DataFiles;
import io.flinklab.data.LeftOut;
import io.flinklab.data.Reject;
import io.flinklab.data.RejectFile;
import io.flinklab.data.RejectLimit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of every command that reads customers, and what happens to the rows it rejects. */
final class DataOptions {
    /** What {@code --data} is, in each command that has it. */
    static final String DATA =
            "A CSV file of customers, or a directory: of it every .csv and .csv.gz file, links"
                    + " followed, in the order of the paths, without names that start with . or _."
                    + " What gzip wrote is known by its first bytes.";

    @Option(names = "--data", required = true, description = DATA)
    private Path data;

    @Option(
            names = "--rejects",
            description = "Where rows that cannot be read go (default: beside the output, if any).")
    private Path rejects;

    private RejectLimit limit;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--max-reject-share",
            defaultValue = "0.1",
            description =
                    "Stop if a larger share of the rows cannot be read (default: ${DEFAULT-VALUE}).")
    private void setMaxRejectShare(double share) {
        try {
            limit = new RejectLimit(share);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--max-reject-share: " + e.getMessage() + ".", e);
        }
    }

    Path path() {
        return data;
    }

    /** Reads labelled customers; what of a directory is not read is told. */
    CustomerData read(PrintWriter err) {
        CustomerData found = CustomerFile.read(data);
        tell(found.leftOut(), err);
        return found;
    }

    /** The files to read; what of a directory is not among them is told. */
    DataFiles files(PrintWriter err) {
        DataFiles files = DataFiles.of(data).withRows();
        tell(files.leftOut(), err);
        return files;
    }

    /** Tells what of a directory is not read. */
    static void tell(LeftOut leftOut, PrintWriter err) {
        if (!leftOut.isEmpty()) {
            err.println(leftOut);
            err.flush();
        }
    }

    /**
     * Keeps the rejects in a file, tells of them, and stops if there are too many.
     *
     * @param rows all rows, the rejects among them
     * @param output what the command writes; the rejects go beside it unless a file was chosen
     */
    void keepRejects(long rows, List<Reject> found, Path output, PrintWriter err) {
        Path file = rejectsFile(output);
        requireOther("--rejects", file, "--data", data);
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
        limit.check(rows, found);
    }

    /**
     * Refuses an output that would replace the data, and rejects that would replace the output.
     *
     * @param output a file that the command writes
     */
    void requireApart(Path output) {
        requireOther("--out", output, "--data", data);
        if (rejects != null) {
            requireOther("--rejects", rejects, "--out", output);
        }
    }

    private void requireOther(String name, Path path, String otherName, Path other) {
        if (absolute(path).equals(absolute(other))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s and %s are the same file, %s; writing it would lose what it holds."
                            .formatted(name, otherName, path));
        }
    }

    private Path rejectsFile(Path output) {
        if (rejects != null) {
            return rejects;
        }
        Path beside = absolute(output);
        return beside.resolveSibling(beside.getFileName() + ".rejects.csv");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static void deleteStale(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DataException(
                    file + " is of an earlier run and cannot be deleted: " + e + ". Remove it.", e);
        }
    }
}
