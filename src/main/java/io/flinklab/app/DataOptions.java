package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.DataException;
import io.flinklab.data.DataFiles;
import io.flinklab.data.Dataset;
import io.flinklab.data.LeftOut;
import io.flinklab.data.OutputFile;
import io.flinklab.data.PathTarget;
import io.flinklab.data.Reject;
import io.flinklab.data.RejectFile;
import io.flinklab.data.RejectLimit;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.Labels;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.TopicRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that reads a table, and what happens to the rows it rejects. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            description =
                    "A CSV file, or a directory: of it every .csv and .csv.gz file,"
                            + " links followed, in the order of the paths, without names that"
                            + " start with . or _. A path, or an address as s3://bucket/rows."
                            + " Or a topic: kafka://host:port/topic?bounded=true[&format=json]."
                            + " What gzip wrote is known by its first bytes.",
            converter = Address.class)
    private String data;

    @Option(
            names = "--rejects",
            description =
                    "Where rows that cannot be read, or scored, go (default: beside the output, if"
                            + " any).")
    private Path rejects;

    private RejectLimit limit;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--max-reject-share",
            defaultValue = "0.1",
            description =
                    "Stop if a larger share of the rows cannot be read, or scored"
                            + " (default: ${DEFAULT-VALUE}).")
    private void setMaxRejectShare(double share) {
        try {
            limit = new RejectLimit(share);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--max-reject-share: " + e.getMessage() + ".", e);
        }
    }

    /** The path or the address, as it was given. */
    String address() {
        return data;
    }

    /** Reads a path, an address or a topic, and makes it possible to reach. */
    static final class Address implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                if (KafkaAddress.is(text)) {
                    TopicRecords.require(text);
                    return text;
                }
                return StoreOptions.location(text).text();
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads all of a path, an address or a topic. */
    static Dataset read(Schema schema, String address, Labels labels) {
        return KafkaAddress.is(address)
                ? TopicRecords.at(address).dataset(schema, labels)
                : Dataset.read(schema, address, labels);
    }

    /** Whether the data is a topic. */
    boolean isTopic() {
        return KafkaAddress.is(data);
    }

    /** Reads examples, and says which files of a directory it leaves out. */
    Dataset read(Schema schema, Labels labels, PrintWriter err) {
        Dataset found = read(schema, data, labels);
        tell(found, err);
        return found;
    }

    /** The files to read; says which files of a directory are left out. */
    DataFiles files(Schema schema, PrintWriter err) {
        DataFiles files = DataFiles.at(data).withRows(schema);
        tell(files.leftOut(), err);
        return files;
    }

    /** Says what was forgiven in the headers, what is ignored, and what is left out. */
    static void tell(Dataset data, PrintWriter err) {
        data.notes().forEach(err::println);
        tell(data.leftOut(), err);
    }

    /** Says which files of a directory are left out. */
    static void tell(LeftOut leftOut, PrintWriter err) {
        if (!leftOut.isEmpty()) {
            err.println(leftOut);
        }
    }

    /** The command's files, of which the data is the first. */
    CommandFiles named() {
        CommandFiles files = new CommandFiles(spec.commandLine());
        return isTopic() ? files : files.readsData("--data", data);
    }

    /**
     * Refuses a rejects file that would replace another file that the command reads or writes. The
     * default one must not replace a file that is no rejects file either.
     *
     * @param output what the command writes; the rejects go beside it unless a file was chosen
     */
    void requireRejectsApart(CommandFiles files, Path output) {
        if (rejects != null || OutputFile.isInPlace(output)) {
            requireRejectsApart(files);
            return;
        }
        Path file = beside(output);
        files.writes("--rejects (default)", file);
        if (Files.isRegularFile(file) && !RejectFile.isOne(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    file
                            + " is no rejects file, and would be replaced by one. Move it, or"
                            + " choose another place for rejects with --rejects.");
        }
    }

    /** The same for a command that publishes to a store; one elsewhere has no place for rejects. */
    void requireRejectsApart(CommandFiles files, StoreLocation store) {
        if (store.isRemote()) {
            requireRejectsApart(files);
        } else {
            store.open().requireNoFileInItsPlace();
            requireRejectsApart(files, store.open().root());
        }
    }

    /** The same for a command that writes no output beside which rejects could go. */
    void requireRejectsApart(CommandFiles files) {
        if (rejects != null) {
            files.writes("--rejects", rejects);
        }
    }

    /**
     * Writes the rejects to a file, says so, and stops if there are too many.
     *
     * @param rows all rows, the rejects among them
     * @param output what the command writes; the rejects go beside it unless a file was chosen, or
     *     it is a device or a pipe
     */
    void keepRejects(long rows, List<Reject> found, Path output, PrintWriter err) {
        if (rejects != null || OutputFile.isInPlace(output)) {
            keepRejects(rows, found, err);
            return;
        }
        Path file = beside(output);
        if (found.isEmpty()) {
            forget(file);
        } else {
            RejectFile.write(file, found);
        }
        tell(rows, found, "they are in " + file, err);
    }

    /** The same for a command that publishes to a store. */
    void keepRejects(Dataset found, StoreLocation store, PrintWriter err) {
        if (store.isRemote()) {
            keepRejects(found.rows(), found.rejects(), err);
        } else {
            keepRejects(found.rows(), found.rejects(), store.open().root(), err);
        }
    }

    /** The same for a command that writes nothing: the rejects are kept if a file was chosen. */
    void keepRejects(long rows, List<Reject> found, PrintWriter err) {
        if (rejects != null) {
            RejectFile.write(rejects, found);
            tell(rows, found, "they are in " + rejects, err);
        } else {
            tell(rows, found, "--rejects FILE keeps them", err);
        }
    }

    /**
     * Reports categories that a model was not trained with, if there are any.
     *
     * @param all how many rows were looked at, which the message calls these
     */
    void tell(UnseenTally unseen, long all, String these) {
        unseen.summary(all, these).ifPresent(spec.commandLine().getErr()::println);
    }

    /**
     * Stops if too many rows are rejects, or have no score.
     *
     * @param leftOut how many of the rows that could be read the model does not score
     */
    void requireFewLeftOut(Dataset found, long leftOut) {
        limit.check(found.rows(), found.rejects().size(), leftOut);
    }

    private void tell(long rows, List<Reject> found, String where, PrintWriter err) {
        if (!found.isEmpty()) {
            err.printf(Locale.ROOT, "%d of %d rows are rejects; %s%n", found.size(), rows, where);
        }
        limit.check(rows, found);
    }

    private static Path beside(Path output) {
        Path absolute = PathTarget.withoutParents(output);
        return absolute.resolveSibling(absolute.getFileName() + ".rejects.csv");
    }

    /** The rejects of an earlier run are out of date. A path that is no regular file stays. */
    private static void forget(Path file) {
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            } else if (Files.isRegularFile(file)) {
                RejectFile.write(file, List.of());
            }
        } catch (IOException e) {
            throw new DataException(
                    file + " is of an earlier run and cannot be deleted: " + e + ". Remove it.", e);
        }
    }

    /** The option that says what a table holds, for commands that have no model to tell them. */
    static final class SchemaOption {
        @Option(
                names = "--schema",
                description =
                        "The schema file of the table (default: the course's table of bank customers)."
                                + " `schema` writes one.")
        private Path file;

        /** The schema, read now. */
        Schema schema() {
            return schema(Churn.SCHEMA);
        }

        /** The same, with another one where no file was given. */
        Schema schema(Schema usual) {
            return file == null ? usual : Schema.read(file);
        }
    }
}
