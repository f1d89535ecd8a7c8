package io.flinklab.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.ExceptionUtils;

/** Failures of the machine, which a program can only report: no space, memory or permission. */
final class MachineFailures {
    private static final long MEGABYTE = 1 << 20;

    private MachineFailures() {}

    /**
     * What has failed and what to do; empty where the machine is not at fault.
     *
     * @param written the directories or files that the command writes, by option
     */
    static Optional<String> told(Throwable failure, Map<String, Path> written) {
        return ExceptionUtils.findThrowable(failure, OutOfMemoryError.class)
                .map(MachineFailures::outOfMemory)
                .or(
                        () ->
                                ExceptionUtils.findThrowable(failure, MachineFailures::isDiskFull)
                                        .map(full -> diskFull(full, written)))
                .or(
                        () ->
                                ExceptionUtils.findThrowable(failure, MachineFailures::isTemporary)
                                        .map(MachineFailures::noTemporaryFile))
                .or(
                        () ->
                                ExceptionUtils.findThrowable(failure, MachineFailures::isForbidden)
                                        .map(MachineFailures::forbidden));
    }

    private static String outOfMemory(OutOfMemoryError error) {
        return "Java's memory is full (%s, at most %s MB). Give it more, as in java -Xmx4g -jar ..., or less data."
                .formatted(error.getMessage(), Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    private static boolean isDiskFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof IOException
                && Stream.of(
                                "No space left on device",
                                "Disk quota exceeded",
                                "not enough space on the disk")
                        .anyMatch(message::contains);
    }

    private static String diskFull(Throwable failure, Map<String, Path> written) {
        Map<String, Path> places = new LinkedHashMap<>(written);
        places.put("temporary files", temporary());
        return "No space is left on a disk (%s). The command writes to %s. Free space, or name other places; -Djava.io.tmpdir=DIRECTORY names one for temporary files."
                .formatted(
                        failure.getMessage(),
                        places.entrySet().stream()
                                .map(
                                        place ->
                                                place.getKey()
                                                        + " "
                                                        + place.getValue()
                                                        + free(place.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private static String free(Path place) {
        Path existing = place.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            return String.format(Locale.ROOT, " (%d MB free)", free / MEGABYTE);
        } catch (IOException unknown) {
            return "";
        }
    }

    private static boolean isTemporary(Throwable failure) {
        return failure instanceof FileSystemException file
                && file.getFile() != null
                && Path.of(file.getFile()).startsWith(temporary());
    }

    private static String noTemporaryFile(Throwable failure) {
        return "Temporary files go to %s, where none can be made (%s). Name a directory that can be written: java -Djava.io.tmpdir=DIRECTORY -jar ..."
                .formatted(temporary(), failure);
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof AccessDeniedException
                || failure instanceof FileSystemException file
                        && String.valueOf(file.getReason()).contains("Read-only file system");
    }

    private static String forbidden(Throwable failure) {
        return "%s cannot be used (%s). Check its permissions, or name another place."
                .formatted(
                        ((FileSystemException) failure).getFile(),
                        failure.getClass().getSimpleName());
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
