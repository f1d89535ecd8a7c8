package io.flinklab.store;

import io.flinklab.data.Schema;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A model version's own description: {@code manifest.json}.
 *
 * @param formatVersion layout of the model directory
 * @param modelVersion name of the version, which is the name of its directory
 * @param createdAt when it was published
 * @param projectVersion version of this project that published it
 * @param format what the model is; {@code PIPELINE} in versions of format 1 and 2
 * @param modelSha256 SHA-256 of the format's file; equal for models that score equally to the bit,
 *     which the other files are not (Flink ML writes the time into its own)
 * @param training what made the model and how good it is
 * @param goldenScores made-up examples and their scores; empty in models of format version 1
 * @param goldenTolerance by how much those scores may differ on another machine, 0 to 1: it belongs
 *     to the precision with which the model computes; what the format and the scores suggest in
 *     models of a format version before 4
 * @param files each file but the manifest and its digest, by path relative to the model directory
 */
public record Manifest(
        int formatVersion,
        String modelVersion,
        Instant createdAt,
        String projectVersion,
        ModelFormat format,
        String modelSha256,
        TrainingRecord training,
        List<GoldenScore> goldenScores,
        double goldenTolerance,
        Map<String, FileDigest> files) {

    /** The layout that this version of the project writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 8;

    /** Copies the list, and the map in the order of the paths; nothing may be missing. */
    public Manifest {
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(modelSha256, "modelSha256");
        Objects.requireNonNull(training, "training");
        if (!(goldenTolerance >= 0 && goldenTolerance <= 1)) {
            throw new IllegalArgumentException(
                    "Expected a tolerance of 0 to 1; found " + goldenTolerance + ".");
        }
        goldenScores = List.copyOf(goldenScores);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** What the model reads and predicts. */
    public Schema schema() {
        return training.schema();
    }

    /** The same with another tolerance. */
    Manifest withGoldenTolerance(double tolerance) {
        return new Manifest(
                formatVersion,
                modelVersion,
                createdAt,
                projectVersion,
                format,
                modelSha256,
                training,
                goldenScores,
                tolerance,
                files);
    }
}
