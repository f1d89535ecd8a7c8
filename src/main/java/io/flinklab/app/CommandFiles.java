package io.flinklab.app;

import io.flinklab.data.DataFiles;
import io.flinklab.data.OutputFile;
import io.flinklab.data.PathTarget;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.store.ModelStore;
import io.flinklab.store.flink.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The files that a command reads and writes, checked before it does either. An output is wrong
 * usage if it would replace a file of another option, under whatever name, or if the next run would
 * read it as data.
 */
final class CommandFiles {
    private final CommandLine command;
    private final Map<String, PathTarget> named = new LinkedHashMap<>();
    private final Map<String, DataFiles> directories = new LinkedHashMap<>();
    private ModelStore store;

    CommandFiles(CommandLine command) {
        this.command = command;
    }

    /** A file that is read. If it is missing, its reader says so. */
    CommandFiles reads(String option, Path file) {
        try {
            named.put(option, PathTarget.of(file));
        } catch (IOException toldByItsReader) {
            return this;
        }
        return this;
    }

    /** A file of data that is read, or a directory of such files. */
    CommandFiles readsData(String option, Path fileOrDirectory) {
        if (Files.isDirectory(fileOrDirectory)) {
            directories.put(option, DataFiles.of(fileOrDirectory));
        }
        return reads(option, fileOrDirectory);
    }

    /** The same for a path or an address; no output of this machine is a file elsewhere. */
    CommandFiles readsData(String option, String pathOrAddress) {
        return FlinkPath.local(pathOrAddress).map(path -> readsData(option, path)).orElse(this);
    }

    /** The model store: no other output goes into its versions. */
    CommandFiles uses(StoreLocation location) {
        store = location.isRemote() ? null : location.open();
        return this;
    }

    /**
     * A file that is written.
     *
     * @throws io.flinklab.data.DataException the file cannot be written
     */
    CommandFiles writes(String option, Path file) {
        try {
            PathTarget target = PathTarget.of(file);
            if (target.kind() == PathTarget.Kind.DIRECTORY) {
                throw wrong("%s %s is a directory. Expected a file: name one in it.", option, file);
            }
            requireApart(option, file, target, "file, %s; writing it would lose what it holds.");
            for (Map.Entry<String, DataFiles> each : directories.entrySet()) {
                requireOutside(option, file, target, each.getKey(), each.getValue());
            }
            named.put(option, target);
            return this;
        } catch (IOException e) {
            throw OutputFile.unwritable(file, e);
        }
    }

    /**
     * A directory in which files are written.
     *
     * @throws io.flinklab.data.DataException the files cannot be written
     */
    CommandFiles writesInto(String option, Path directory) {
        try {
            PathTarget target = PathTarget.of(directory);
            if (target.kind() == PathTarget.Kind.FILE || target.kind() == PathTarget.Kind.OTHER) {
                throw wrong("%s %s is a file. Expected a directory.", option, directory);
            }
            requireApart(option, directory, target, "directory, %s; the two would be mixed.");
            named.put(option, target);
            return this;
        } catch (IOException e) {
            throw OutputFile.unwritable(directory, e);
        }
    }

    /** Where to report what was written: never into the output itself. */
    PrintWriter console(Path written) {
        return OutputFile.isStandardOutput(written) ? command.getErr() : command.getOut();
    }

    private void requireApart(String option, Path path, PathTarget target, String same)
            throws IOException {
        for (Map.Entry<String, PathTarget> other : named.entrySet()) {
            if (target.isSame(other.getValue())) {
                throw wrong("%s and %s are the same " + same, option, other.getKey(), path);
            }
        }
        if (store != null && isStores(target)) {
            throw wrong(
                    "%s %s is one of the files of the model store %s. Choose another path.",
                    option, path, store.where());
        }
    }

    private boolean isStores(PathTarget target) throws IOException {
        Path root = PathTarget.of(store.root()).path();
        return target.path().startsWith(root) && store.owns(root.relativize(target.path()));
    }

    private void requireOutside(
            String option, Path file, PathTarget target, String dataOption, DataFiles data)
            throws IOException {
        if (data.holds(target)) {
            throw wrong(
                    "%s and %s are the same file, %s; writing it would lose what it holds.",
                    option, "a part of " + dataOption, file);
        }
        if (data.wouldTake(target)) {
            throw wrong(
                    "%s %s is in the directory of %s and would be read as data the next time."
                            + " Choose a place outside of it, or a name that starts with a dot.",
                    option, file, dataOption);
        }
    }

    private ParameterException wrong(String message, Object... arguments) {
        return new ParameterException(command, message.formatted(arguments));
    }
}
