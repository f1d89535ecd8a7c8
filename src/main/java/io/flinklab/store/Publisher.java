package io.flinklab.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Turns staged files into a version. */
final class Publisher {
    private final StoreFiles store;
    private final Clock clock;

    Publisher(StoreFiles store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Staging stage() {
        try {
            return store.stage();
        } catch (IOException e) {
            throw StoreException.unwritable(store.where(""), e);
        }
    }

    /**
     * Publishes under the first number that no other publisher takes meanwhile.
     *
     * @param newest gives the highest number that is taken now
     * @return the version's name
     */
    String publish(Staging staging, Contents contents, IntSupplier newest) {
        if (contents.format() == ModelFormat.PIPELINE) {
            requireSavedPipeline(staging.pipeline());
        }
        ModelDirectory model = ModelDirectory.at(staging.directory());
        try {
            Files.write(staging.directory().resolve(contents.format().file()), contents.content());
            Map<String, FileDigest> files = model.digests();
            for (int number = 0; ; ) {
                // A number that another publisher has claimed may not be visible as taken.
                number = Math.max(number, newest.getAsInt()) + 1;
                String version = VersionNames.of(number);
                model.writeManifest(staging.directory(), manifest(version, contents, files));
                if (store.publish(staging.directory(), version, ModelDirectory.LAST)) {
                    return version;
                }
            }
        } catch (IOException e) {
            throw StoreException.unwritable(store.where(""), e);
        }
    }

    private static void requireSavedPipeline(Path pipeline) {
        if (!Files.isDirectory(pipeline)) {
            throw new StoreException(
                    pipeline.toString(),
                    "Flink ML's saved pipeline",
                    "nothing",
                    "Call save(...) and then execute() of the environment: save alone only plans"
                            + " the job that writes.");
        }
    }

    private Manifest manifest(String version, Contents contents, Map<String, FileDigest> files) {
        return new Manifest(
                Manifest.FORMAT_VERSION,
                version,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                projectVersion(),
                contents.format(),
                files.get(contents.format().file()).sha256(),
                contents.training(),
                contents.goldenScores(),
                contents.goldenTolerance(),
                files);
    }

    /** The version of this project that runs. */
    static String projectVersion() {
        String project = Publisher.class.getPackage().getImplementationVersion();
        return project == null ? "development" : project;
    }

    /** What is published, besides the directory that Flink ML saved for a pipeline. */
    record Contents(
            ModelFormat format,
            byte[] content,
            TrainingRecord training,
            List<GoldenScore> goldenScores,
            double goldenTolerance) {}
}
