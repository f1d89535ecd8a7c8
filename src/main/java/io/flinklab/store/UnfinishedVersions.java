package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trainings of a store that are not over, each in a directory as {@code v000003.unfinished-20}:
 * the version that it will be, and the iteration after which its state was stored. Such a directory
 * is no version: it is never in use, served, pinned or the latest. It holds a manifest, its digest
 * and, after the first stored state, {@code state.json} and, where the model is a pipeline, {@code
 * parameters.json} with its weights of then.
 *
 * <p>A training keeps its newest state alone; earlier ones are removed when it was stored, the last
 * one when the model is published. What a training leaves that died and is not resumed stays until
 * {@link #remove}.
 */
public final class UnfinishedVersions {
    private static final Comparator<String> BY_ITERATION =
            Comparator.comparingInt(VersionNames::iterationOf);

    private static final String STATE = "state.json";
    private static final String MODEL = ModelFormat.PIPELINE.file();

    private final StoreFiles files;
    private final Clock clock;

    UnfinishedVersions(StoreFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** The versions that these trainings will be, oldest first. */
    public List<String> versions() {
        return directories()
                .map(VersionNames::versionOf)
                .distinct()
                .sorted(Comparator.comparingInt(VersionNames::number))
                .toList();
    }

    /**
     * What the newest state of a training says of itself; the manifest alone is verified.
     *
     * @param version as {@code v000003}
     * @throws StoreException there is none, or it is damaged
     */
    public UnfinishedTraining manifest(String version) {
        String newest = newest(version);
        try {
            return ModelDirectory.of(files, newest).unfinished();
        } catch (StoreException.Unreachable e) {
            throw e;
        } catch (StoreException damaged) {
            // The training may have replaced it meanwhile.
            if (newest(version).equals(newest)) {
                throw damaged;
            }
            return manifest(version);
        }
    }

    /**
     * The state, all files verified; empty where none was stored yet.
     *
     * @throws StoreException it is damaged
     */
    public String state(UnfinishedTraining training) {
        return file(training, STATE)
                .map(state -> new String(state, StandardCharsets.UTF_8))
                .orElse("");
    }

    /**
     * The model with the weights of then, all files verified, to score with by hand. Empty where
     * the features are fitted before the training, as a network's are, and where no state was
     * stored yet.
     *
     * @throws StoreException it is damaged
     */
    public Optional<FittedPipeline> model(UnfinishedTraining training) {
        return file(training, MODEL)
                .map(
                        content ->
                                StoreJson.read(
                                        content,
                                        FittedPipeline.class,
                                        files.where(directory(training) + "/" + MODEL)));
    }

    private Optional<byte[]> file(UnfinishedTraining training, String name) {
        return ModelDirectory.of(files, directory(training)).file(training, name);
    }

    private static String directory(UnfinishedTraining training) {
        return VersionNames.unfinished(training.modelVersion(), training.iteration());
    }

    /**
     * Takes the next version's number for a training that begins.
     *
     * @return the same with its version
     */
    public UnfinishedTraining begin(UnfinishedTraining training) {
        try {
            for (int number = 0; ; ) {
                number = Math.max(number, VersionNames.newest(files.directories(), "")) + 1;
                String version = VersionNames.of(number);
                if (publish(training, version, 0, "", Optional.empty())) {
                    return manifest(version);
                }
            }
        } catch (IOException e) {
            throw StoreException.unwritable(files.where(""), e);
        }
    }

    /**
     * Stores a state in place of the earlier ones. Nothing happens where a later one is there.
     *
     * @param version that was begun
     * @param iteration 1 or more
     * @param model with the weights of now, where it is a pipeline
     */
    public void store(String version, int iteration, String state, Optional<FittedPipeline> model) {
        UnfinishedTraining before = manifest(version);
        if (before.iteration() >= iteration) {
            return;
        }
        try {
            publish(before, version, iteration, state, model);
            remove(version, iteration);
        } catch (IOException e) {
            throw StoreException.unwritable(files.where(""), e);
        }
    }

    /** Removes what a training stored; nothing happens where there is nothing. */
    public void remove(String version) {
        try {
            remove(version, Integer.MAX_VALUE);
        } catch (IOException e) {
            throw StoreException.unwritable(files.where(""), e);
        }
    }

    private boolean publish(
            UnfinishedTraining training,
            String version,
            int iteration,
            String state,
            Optional<FittedPipeline> model)
            throws IOException {
        try (Staging staging = files.stage()) {
            Path staged = staging.directory();
            if (!state.isEmpty()) {
                Files.writeString(staged.resolve(STATE), state);
            }
            if (model.isPresent()) {
                Files.write(staged.resolve(MODEL), StoreJson.write(model.get()));
            }
            ModelDirectory directory = ModelDirectory.at(staged);
            directory.writeManifest(
                    staged,
                    training.at(
                            version,
                            iteration,
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            directory.digests()));
            return files.publish(
                    staged, VersionNames.unfinished(version, iteration), ModelDirectory.LAST);
        }
    }

    private void remove(String version, int before) throws IOException {
        List<String> old =
                directories(version)
                        .filter(directory -> VersionNames.iterationOf(directory) < before)
                        .toList();
        for (String directory : old) {
            // First what makes it whole, so that nobody reads a part of it.
            files.delete(directory + "/" + ModelDirectory.MANIFEST_DIGEST);
            for (String file : files.files(directory)) {
                files.delete(directory + "/" + file);
            }
            files.delete(directory);
        }
    }

    private String newest(String version) {
        List<String> before = List.of();
        while (true) {
            List<String> found = directories(version).sorted(BY_ITERATION.reversed()).toList();
            Optional<String> newest = found.stream().filter(this::isWhole).findFirst();
            if (newest.isPresent()) {
                return newest.get();
            } else if (found.equals(before)) {
                throw none(version);
            }
            // The training may have replaced all of them since they were listed.
            before = found;
        }
    }

    private StoreException none(String version) {
        boolean finished = VersionNames.isVersion(version) && isWhole(version);
        return new StoreException(
                files.where(version),
                "an unfinished version",
                finished ? "one whose training is over" : "none",
                "Unfinished are " + versions() + "; `train` without --resume trains anew.");
    }

    /** Whether a directory is there to its last file. */
    boolean isWhole(String directory) {
        try {
            return files.kind(directory + "/" + ModelDirectory.MANIFEST_DIGEST)
                    == StoreFiles.Kind.FILE;
        } catch (IOException e) {
            throw StoreException.unreadable(files.where(directory), e);
        }
    }

    private Stream<String> directories(String version) {
        return directories().filter(name -> VersionNames.versionOf(name).equals(version));
    }

    private Stream<String> directories() {
        try {
            return files.directories().stream().filter(VersionNames::isUnfinished);
        } catch (IOException e) {
            throw StoreException.unreadable(files.where(""), e);
        }
    }
}
