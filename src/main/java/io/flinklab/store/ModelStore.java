package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of model versions: {@code v000001}, {@code v000002}... and, where a version other
 * than the latest is in use, a file {@code pinned} with its name. Beside them may be {@link
 * UnfinishedVersions}, and the log of what was decided about the version in use.
 *
 * <p>Any number of processes may publish and read at once. A version appears whole or not at all:
 * in a directory by a rename; elsewhere its files are written one by one, and it is invisible until
 * the last of them, the manifest's digest, is there. Versions that are published at the same time
 * elsewhere may leave a gap in the numbers, and the lower number may appear after the higher one.
 *
 * <pre>{@code
 * try (Staging staging = store.stage()) {
 *     // save Flink ML's pipeline to staging.pipeline(), then
 *     StoredModel model =
 *             store.publish(staging, fittedPipeline, trainingRecord, goldenScores);
 * }
 * }</pre>
 *
 * <p>All methods throw {@link StoreException} where the store is not as they need it, and its
 * subclass {@link StoreException.Unreachable} where that cannot be found out now.
 */
public final class ModelStore {
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(VersionNames::number);

    private final StoreFiles files;
    private final Clock clock;
    private final Publisher publisher;
    private final Pin pin;
    private final DecisionLog log;
    private final UnfinishedVersions unfinished;
    private final String finishing;

    private ModelStore(StoreFiles files, Clock clock, String finishing) {
        this.files = files;
        this.clock = clock;
        this.publisher = new Publisher(files, clock);
        this.pin = new Pin(files);
        this.log = new DecisionLog(files, clock);
        this.unfinished = new UnfinishedVersions(files, clock);
        this.finishing = finishing;
    }

    /** The store in this directory, which the first publish creates. */
    public static ModelStore at(Path root) {
        return at(root, Clock.systemUTC());
    }

    /** The same, with the clock that gives the versions their time. */
    public static ModelStore at(Path root, Clock clock) {
        return at(new LocalFiles(root), clock);
    }

    /** The store in any place that can hold files. */
    public static ModelStore at(StoreFiles files, Clock clock) {
        return new ModelStore(files, clock, "");
    }

    /** Its trainings that are not over. */
    public UnfinishedVersions unfinished() {
        requireDirectoryIfPresent();
        return unfinished;
    }

    /**
     * The same store to publish the model of an unfinished version to. The model takes that
     * version's number, or the next one where later versions were published meanwhile; what the
     * training stored is removed.
     */
    public ModelStore finishing(String version) {
        return new ModelStore(files, clock, version);
    }

    /** The store's directory or address as people write it. */
    public String where() {
        return files.where("");
    }

    /**
     * The store's directory.
     *
     * @throws StoreException the store is not on this machine: use {@link #where()}
     */
    public Path root() {
        return files.path("")
                .orElseThrow(
                        () ->
                                new StoreException(
                                        where(),
                                        "a store on this machine",
                                        "an address elsewhere",
                                        "Give a directory."));
    }

    /**
     * Whether a file of the root would be the store's own: of a version, published or not, the pin,
     * or a part of the log.
     *
     * @param file relative to the root
     */
    public boolean owns(Path file) {
        String first = file.getName(0).toString();
        return VersionNames.isVersion(first)
                || VersionNames.isUnfinished(first)
                || first.startsWith(".")
                || log.isDirectory(first)
                || pin.isFile(first);
    }

    /** A new place on this machine to save a model to, invisible until it is published. */
    public Staging stage() {
        requireDirectoryIfPresent();
        return publisher.stage();
    }

    /**
     * Makes a staged model a new version and opens it.
     *
     * @param staging holds Flink ML's saved pipeline
     * @param pipeline the fitted values of the same model
     * @param training what made it and how good it is
     * @param goldenScores made-up examples and the scores of this model
     */
    public StoredModel publish(
            Staging staging,
            FittedPipeline pipeline,
            TrainingRecord training,
            List<GoldenScore> goldenScores) {
        return publish(
                staging,
                new Publisher.Contents(
                        ModelFormat.PIPELINE,
                        StoreJson.write(pipeline),
                        training,
                        goldenScores,
                        GoldenScore.DOUBLE_TOLERANCE));
    }

    /**
     * Makes a model of another format than Flink ML's a new version and opens it.
     *
     * @param content the format's file
     * @param training what made it and how good it is
     * @param goldenScores made-up examples and the scores of this model
     * @param tolerance by how much its scores may differ on another machine, 0 to 1; more where the
     *     golden scores are of single precision
     */
    public StoredModel publish(
            ModelFormat format,
            byte[] content,
            TrainingRecord training,
            List<GoldenScore> goldenScores,
            double tolerance) {
        double larger = Math.max(tolerance, GoldenScore.tolerance(format, goldenScores));
        try (Staging staging = stage()) {
            return publish(
                    staging,
                    new Publisher.Contents(format, content, training, goldenScores, larger));
        }
    }

    private StoredModel publish(Staging staging, Publisher.Contents contents) {
        String version =
                publisher.publish(
                        staging, contents, () -> VersionNames.newest(directories(), finishing));
        if (!finishing.isEmpty()) {
            unfinished.remove(finishing);
        }
        return ModelDirectory.of(files, version).open();
    }

    /** All versions, oldest first; empty where nothing was published. */
    public List<String> versions() {
        requireDirectoryIfPresent();
        return names().filter(this::isPublished).toList();
    }

    /** The newest version, pinned or not. */
    public Optional<String> latest() {
        requireDirectoryIfPresent();
        // From the newest on, since elsewhere each look is a request.
        return names().sorted(BY_NUMBER.reversed()).filter(this::isPublished).findFirst();
    }

    /** The pinned version, if one is pinned. */
    public Optional<String> pinned() {
        return pin.read();
    }

    /** The version in use: the pinned one, or else the latest. */
    public String current() {
        requireDirectoryIfPresent();
        Optional<String> pinned = pin.read();
        if (pinned.isEmpty()) {
            return requireLatest();
        }
        String current = pinned.get();
        if (!isVersion(current)) {
            requireLatest();
            throw new StoreException(
                    pin.where(),
                    "the name of one of " + versions(),
                    "\"" + current + "\"",
                    "Pin another version, or unpin.");
        }
        return current;
    }

    /** Keeps a version in use whatever is published later; a damaged one is refused. */
    public void pin(String version) {
        open(version);
        putInUse(Decision.Action.PIN, version, "pinned");
    }

    /** Puts the latest version in use again. */
    public void unpin() {
        pin.read()
                .ifPresent(
                        pinned ->
                                log.add(
                                        Decision.of(
                                                Decision.Action.UNPIN,
                                                pinned,
                                                latest().orElse(""),
                                                "the latest version is in use")));
        pin.remove();
    }

    /** Pins the last version before the current one that is not damaged, and names it. */
    public String rollback() {
        String current = current();
        List<String> versions = versions();
        for (int i = versions.indexOf(current) - 1; i >= 0; i--) {
            if (isWhole(versions.get(i))) {
                putInUse(Decision.Action.ROLLBACK, versions.get(i), "rolled back");
                return versions.get(i);
            }
        }
        throw new StoreException(
                where(),
                "a version before the current one, " + current,
                versions.indexOf(current) == 0 ? "none" : "damaged ones alone",
                "Publish or pin another version.");
    }

    /**
     * Keeps the current version in use whatever is published later, so that a challenger is not
     * used before it was judged, and names it.
     */
    public String holdChampion() {
        finishPromotion();
        String current = current();
        if (pin.read().isEmpty()) {
            open(current);
            putInUse(
                    Decision.Action.PIN,
                    current,
                    "the champion stays in use until a challenger is promoted");
        }
        return current;
    }

    /**
     * Writes down a decision about a challenger, and does what it says. The log comes first: a
     * promotion that was written down is finished by the next {@link #holdChampion}.
     *
     * @param decision to keep the champion, or to promote a version of this store
     * @return the same with its time
     */
    public Decision decide(Decision decision) {
        if (decision.action() == Decision.Action.PROMOTE) {
            open(decision.inUse());
        }
        Decision written = log.add(decision);
        if (decision.action() == Decision.Action.PROMOTE) {
            pin.write(decision.inUse());
        }
        return written;
    }

    /** All decisions about the version in use, oldest first. */
    public List<Decision> decisions() {
        return log.read();
    }

    private void finishPromotion() {
        log.last()
                .filter(last -> last.action() == Decision.Action.PROMOTE)
                .filter(last -> pin.read().filter(last.before()::equals).isPresent())
                .ifPresent(last -> pin.write(last.inUse()));
    }

    private void putInUse(Decision.Action action, String version, String reason) {
        String before = pin.read().or(this::latest).orElse("");
        log.add(Decision.of(action, before, version, reason));
        pin.write(version);
    }

    private boolean isWhole(String version) {
        try {
            open(version);
            return true;
        } catch (StoreException.Unreachable e) {
            throw e;
        } catch (StoreException damaged) {
            return false;
        }
    }

    /** Opens the current version, all of its files verified. */
    public StoredModel open() {
        return open(current());
    }

    /** Opens a version, all of its files verified. */
    public StoredModel open(String version) {
        requireVersion(version);
        return ModelDirectory.of(files, version).open();
    }

    /**
     * Copies Flink ML's own pipeline of a version to this machine, each file verified: a version
     * elsewhere has no {@link StoredModel#flinkPipeline}. What is there already and whole is not
     * copied again.
     *
     * @param model of this store
     * @param to its {@link Staging#pipeline} is the copy
     */
    public void copyPipeline(StoredModel model, Staging to) {
        ModelDirectory.of(files, model.version())
                .copyPipeline(model.manifest().files(), to.directory());
    }

    /** A version's manifest; the manifest itself is verified, the other files are not looked at. */
    public Manifest manifest(String version) {
        requireVersion(version);
        return ModelDirectory.of(files, version).manifest();
    }

    private String requireLatest() {
        return latest().orElseThrow(this::noVersion);
    }

    private StoreException noVersion() {
        return kind() == StoreFiles.Kind.NOTHING
                ? new StoreException(
                        where(),
                        "a model store",
                        "nothing",
                        "Check the path, or train a model into it.")
                : new StoreException(
                        where(),
                        "at least one model version",
                        unfinished.versions().isEmpty()
                                ? "none"
                                : "none but unfinished ones, " + unfinished.versions(),
                        "Train a model into this store.");
    }

    private void requireVersion(String version) {
        requireDirectoryIfPresent();
        if (!isVersion(version)) {
            requireFinished(version);
            requireLatest();
            throw new StoreException(
                    where(),
                    "one of " + versions(),
                    "version " + version + " asked for",
                    "Ask for one.");
        }
    }

    private void requireFinished(String version) {
        if (unfinished.versions().contains(version)) {
            throw new StoreException(
                    files.where(version),
                    "a version whose training is over",
                    "an unfinished one",
                    "`train --resume " + version + "` goes on with it.");
        }
    }

    /**
     * Passes if no file is in the place of the store, or of a directory above it; elsewhere always.
     *
     * @throws StoreException there is one
     */
    public void requireNoFileInItsPlace() {
        requireDirectoryIfPresent();
        Optional<Path> above = files.path("").map(Path::toAbsolutePath);
        while (above.isPresent() && !Files.exists(above.get())) {
            above = above.map(Path::getParent);
        }
        if (above.isPresent() && !Files.isDirectory(above.get())) {
            throw new StoreException(
                    where(),
                    "a place for the model store",
                    "the file " + above.get(),
                    "Choose another path.");
        }
    }

    private void requireDirectoryIfPresent() {
        if (kind() == StoreFiles.Kind.FILE) {
            throw new StoreException(
                    where(), "a directory, the model store", "a file", "Choose another path.");
        }
    }

    private StoreFiles.Kind kind() {
        try {
            return files.kind("");
        } catch (IOException e) {
            throw StoreException.unreadable(where(), e);
        }
    }

    /** Names of versions, oldest first, whether or not the version is whole. */
    private Stream<String> names() {
        return directories().stream().filter(VersionNames::isVersion).sorted(BY_NUMBER);
    }

    private List<String> directories() {
        try {
            return files.directories();
        } catch (IOException e) {
            throw StoreException.unreadable(where(), e);
        }
    }

    private boolean isVersion(String name) {
        return VersionNames.isVersion(name) && isPublished(name);
    }

    private boolean isPublished(String version) {
        try {
            return files.isPublished(version, ModelDirectory.MANIFEST_DIGEST);
        } catch (IOException e) {
            throw StoreException.unreadable(files.where(version), e);
        }
    }
}
