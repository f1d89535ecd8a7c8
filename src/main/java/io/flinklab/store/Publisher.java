package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Turns staged files into a version, by one rename. */
final class Publisher {
    private static final String STAGING_PREFIX = ".staging-";

    /** No training takes this long: an older staging directory belongs to a process that died. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final Path root;
    private final Clock clock;

    Publisher(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    Staging stage() {
        try {
            Files.createDirectories(root);
            removeAbandoned();
            // Not createTempDirectory: what is published is for other users to read, too.
            Path directory = root.resolve(STAGING_PREFIX + UUID.randomUUID());
            return new Staging(Files.createDirectory(directory));
        } catch (IOException e) {
            throw StoreException.unwritable(root, e);
        }
    }

    /** Publishes under the first of the names that no other publisher takes meanwhile. */
    Path publish(
            Staging staging,
            FittedPipeline pipeline,
            TrainingRecord training,
            Supplier<String> names) {
        requireSavedPipeline(staging.pipeline());
        ModelDirectory model = new ModelDirectory(staging.directory());
        try {
            model.writeParameters(pipeline);
            Map<String, FileDigest> files = model.digests();
            while (true) {
                String version = names.get();
                Path target = root.resolve(version);
                model.writeManifest(manifest(version, training, files));
                if (rename(staging.directory(), target)) {
                    return target;
                }
            }
        } catch (IOException e) {
            throw StoreException.unwritable(root, e);
        }
    }

    private static void requireSavedPipeline(Path pipeline) {
        if (!Files.isDirectory(pipeline)) {
            throw new StoreException(
                    pipeline,
                    "Flink ML's saved pipeline",
                    "nothing",
                    "Call save(...) and then execute() of the environment: save alone only plans"
                            + " the job that writes.");
        }
    }

    private Manifest manifest(
            String version, TrainingRecord training, Map<String, FileDigest> files) {
        String project = Publisher.class.getPackage().getImplementationVersion();
        return new Manifest(
                Manifest.FORMAT_VERSION,
                version,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                project == null ? "development" : project,
                files.get(ModelDirectory.PARAMETERS).sha256(),
                training,
                files);
    }

    /** False if the target was there already; a directory that is not empty is never replaced. */
    private static boolean rename(Path staged, Path target) throws IOException {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            if (Files.exists(target) && Files.exists(staged)) {
                return false;
            }
            throw e;
        }
    }

    private void removeAbandoned() throws IOException {
        Instant oldest = clock.instant().minus(ABANDONED_AFTER);
        List<Path> staged;
        try (Stream<Path> entries = Files.list(root)) {
            staged = entries.filter(Publisher::isStaging).toList();
        }
        for (Path path : staged) {
            removeIfOlder(path, oldest);
        }
    }

    private static void removeIfOlder(Path path, Instant oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(path).toInstant().isBefore(oldest)) {
                Staging.deleteTree(path);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Another publisher has just published or removed it; what is left goes next time.
            return;
        }
    }

    private static boolean isStaging(Path path) {
        return path.getFileName().toString().startsWith(STAGING_PREFIX);
    }
}
