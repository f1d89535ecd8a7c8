package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of model versions: {@code v000001}, {@code v000002}... and, where a version other
 * than the latest is in use, a file {@code pinned} with its name.
 *
 * <p>Any number of processes may publish and read at once. A version appears whole or not at all.
 *
 * <pre>{@code
 * try (Staging staging = store.stage()) {
 *     // save Flink ML's pipeline to staging.pipeline(), then
 *     StoredModel model = store.publish(staging, fittedPipeline, trainingRecord);
 * }
 * }</pre>
 *
 * <p>All methods throw {@link StoreException} where the store is not as they need it.
 */
public final class ModelStore {
    private static final Pattern VERSION = Pattern.compile("v\\d{6,9}");
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(ModelStore::numberOf);

    private final Path root;
    private final Publisher publisher;
    private final Pin pin;

    private ModelStore(Path root, Clock clock) {
        this.root = root;
        this.publisher = new Publisher(root, clock);
        this.pin = new Pin(root);
    }

    /** The store in this directory, which the first publish creates. */
    public static ModelStore at(Path root) {
        return at(root, Clock.systemUTC());
    }

    /** The same, with the clock that gives the versions their time. */
    public static ModelStore at(Path root, Clock clock) {
        return new ModelStore(root, clock);
    }

    /** The store's directory. */
    public Path root() {
        return root;
    }

    /** A new place to save a model to, invisible until it is published. */
    public Staging stage() {
        requireDirectoryIfPresent();
        return publisher.stage();
    }

    /**
     * Makes a staged model the latest version, in one step, and opens it.
     *
     * @param staging holds Flink ML's saved pipeline
     * @param pipeline the fitted values of the same model
     * @param training what made it and how good it is
     */
    public StoredModel publish(Staging staging, FittedPipeline pipeline, TrainingRecord training) {
        return new ModelDirectory(publisher.publish(staging, pipeline, training, this::nextVersion))
                .open();
    }

    /** All versions, oldest first; empty where nothing was published. */
    public List<String> versions() {
        requireDirectoryIfPresent();
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> VERSION.matcher(name).matches())
                    .sorted(BY_NUMBER)
                    .toList();
        } catch (IOException e) {
            throw StoreException.unreadable(root, e);
        }
    }

    /** The newest version, pinned or not. */
    public Optional<String> latest() {
        List<String> versions = versions();
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(versions.get(versions.size() - 1));
    }

    /** The pinned version, if one is pinned. */
    public Optional<String> pinned() {
        return pin.read();
    }

    /** The version in use: the pinned one, or else the latest. */
    public String current() {
        String latest = requireLatest();
        String current = pin.read().orElse(latest);
        if (!versions().contains(current)) {
            throw new StoreException(
                    pin.file(),
                    "the name of one of " + versions(),
                    "\"" + current + "\"",
                    "Pin another version, or unpin.");
        }
        return current;
    }

    /** Keeps a version in use whatever is published later. */
    public void pin(String version) {
        requireVersion(version);
        pin.write(version);
    }

    /** Puts the latest version in use again. */
    public void unpin() {
        pin.remove();
    }

    /** Pins the version before the current one, and names it. */
    public String rollback() {
        String current = current();
        int position = versions().indexOf(current);
        if (position == 0) {
            throw new StoreException(
                    root,
                    "a version before the current one, " + current,
                    "none",
                    "Publish or pin another version.");
        }
        String previous = versions().get(position - 1);
        pin.write(previous);
        return previous;
    }

    /** Opens the current version, all of its files verified. */
    public StoredModel open() {
        return open(current());
    }

    /** Opens a version, all of its files verified. */
    public StoredModel open(String version) {
        requireVersion(version);
        return StoredModel.open(root.resolve(version));
    }

    /** A version's manifest; the manifest itself is verified, the other files are not looked at. */
    public Manifest manifest(String version) {
        requireVersion(version);
        return new ModelDirectory(root.resolve(version)).manifest();
    }

    private String requireLatest() {
        if (!Files.exists(root)) {
            throw new StoreException(
                    root, "a model store", "nothing", "Check the path, or train a model into it.");
        }
        return latest().orElseThrow(
                        () ->
                                new StoreException(
                                        root,
                                        "at least one model version",
                                        "none",
                                        "Train a model into this store."));
    }

    private void requireVersion(String version) {
        requireLatest();
        if (!versions().contains(version)) {
            throw new StoreException(
                    root,
                    "one of " + versions(),
                    "version " + version + " asked for",
                    "Ask for one.");
        }
    }

    private void requireDirectoryIfPresent() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new StoreException(
                    root, "a directory, the model store", "a file", "Choose another path.");
        }
    }

    private String nextVersion() {
        return String.format(
                Locale.ROOT, "v%06d", latest().map(ModelStore::numberOf).orElse(0) + 1);
    }

    private static int numberOf(String version) {
        return Integer.parseInt(version.substring(1));
    }
}
