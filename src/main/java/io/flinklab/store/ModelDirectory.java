package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one model version: writes the manifest, verifies all of them. */
final class ModelDirectory {
    static final String PIPELINE = "pipeline";
    static final String MANIFEST = "manifest.json";

    /** The manifest's own digest, in the form that {@code sha256sum -c} reads. */
    static final String MANIFEST_DIGEST = "manifest.sha256";

    /** Where files are written one by one, these come last: a directory without is not whole. */
    static final List<String> LAST = List.of(MANIFEST, MANIFEST_DIGEST);

    /** Enough for some hundred thousand files. */
    private static final int MAX_MANIFEST = 16 << 20;

    /** Fits into an array, and is far more than any model here has. */
    private static final int MAX_CONTENT = 1 << 30;

    static final String CURE = "The model is damaged: use another version, or publish it again.";

    private static final Set<String> OUTSIDE = Set.of("", ".", "..");

    private final StoreFiles files;
    private final String directory;
    private final String ownName;

    private ModelDirectory(StoreFiles files, String directory, String ownName) {
        this.files = files;
        this.directory = directory;
        this.ownName = ownName;
    }

    /** A version in a store. */
    static ModelDirectory of(StoreFiles store, String version) {
        return new ModelDirectory(store, version, version);
    }

    /** A directory of this machine, wherever it stands. */
    static ModelDirectory at(Path path) {
        String ownName = path.toAbsolutePath().normalize().getFileName().toString();
        return new ModelDirectory(new LocalFiles(path), "", ownName);
    }

    /** Writes into the directory of this machine that is being prepared. */
    void writeManifest(Path staged, Record manifest) throws IOException {
        byte[] json = StoreJson.write(manifest);
        Files.write(staged.resolve(MANIFEST), json);
        Files.writeString(staged.resolve(MANIFEST_DIGEST), digestLine(json));
    }

    /** Reads everything back and holds it to the manifest. */
    StoredModel open() {
        Manifest manifest = manifest();
        requireSameFiles(manifest.files());
        String file = manifest.format().file();
        byte[] content = bytes(file, MAX_CONTENT);
        requireDigest(content, where(file), manifest.modelSha256());
        return new StoredModel(
                files.where(directory),
                files.path(directory),
                manifest,
                content,
                manifest.format() == ModelFormat.PIPELINE
                        ? StoreJson.read(content, FittedPipeline.class, where(file))
                        : null);
    }

    /** Reads the manifest alone, which is quick; the other files are not looked at. */
    Manifest manifest() {
        requireDirectory();
        byte[] json = bytes(MANIFEST, MAX_MANIFEST);
        String file = where(MANIFEST);
        int format = StoreJson.number(json, "formatVersion", file);
        requireKnownFormat(file, format);
        requireOwnDigest(json);
        Manifest manifest = read(json, format, file);
        requireOwnName(manifest.modelVersion());
        return manifest;
    }

    /** The same for an unfinished version. */
    UnfinishedTraining unfinished() {
        requireDirectory();
        byte[] json = bytes(MANIFEST, MAX_MANIFEST);
        int format = StoreJson.number(json, "formatVersion", where(MANIFEST));
        if (format != Manifest.FORMAT_VERSION) {
            throw new StoreException(
                    where(MANIFEST),
                    "format version " + Manifest.FORMAT_VERSION,
                    "format version " + format,
                    "The version of this project that began the training can go on with it.");
        }
        requireOwnDigest(json);
        UnfinishedTraining training =
                StoreJson.read(json, UnfinishedTraining.class, where(MANIFEST));
        requireOwnName(VersionNames.unfinished(training.modelVersion(), training.iteration()));
        return training;
    }

    /** An unfinished version's file, all files verified; empty where it has none of that name. */
    Optional<byte[]> file(UnfinishedTraining training, String name) {
        requireSameFiles(training.files());
        FileDigest digest = training.files().get(name);
        if (digest == null) {
            return Optional.empty();
        }
        byte[] content = bytes(name, MAX_CONTENT);
        requireDigest(content, where(name), digest.sha256());
        return Optional.of(content);
    }

    /**
     * Copies Flink ML's own pipeline to a directory of this machine, each file verified. What is
     * there already and whole is not copied again.
     *
     * @param listed the files of this version's manifest
     */
    void copyPipeline(Map<String, FileDigest> listed, Path to) {
        listed.forEach(
                (name, digest) -> {
                    if (name.startsWith(PIPELINE + "/")) {
                        requireInside(name);
                        copy(name, digest, to.resolve(name));
                    }
                });
    }

    private void copy(String name, FileDigest digest, Path file) {
        try {
            if (Files.exists(file) && digest.equals(FileDigest.of(Files.readAllBytes(file)))) {
                return;
            }
            byte[] content = bytes(name, MAX_CONTENT);
            requireDigest(content, where(name), digest.sha256());
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw StoreException.unwritable(file.toString(), e);
        }
    }

    private void requireOwnDigest(byte[] manifest) {
        String expected = new String(bytes(MANIFEST_DIGEST, MAX_MANIFEST), StandardCharsets.UTF_8);
        if (!expected.equals(digestLine(manifest))) {
            throw new StoreException(
                    where(MANIFEST), expected.strip(), digestLine(manifest).strip(), CURE);
        }
    }

    /** Digests of all files but the manifest and its digest, by relative path with slashes. */
    SortedMap<String, FileDigest> digests() throws IOException {
        SortedMap<String, FileDigest> digests = new TreeMap<>();
        for (String name : files.files(directory)) {
            if (!LAST.contains(name)) {
                try (InputStream in = files.open(inside(name))) {
                    digests.put(name, FileDigest.of(in));
                }
            }
        }
        return digests;
    }

    /** Refuses content with another digest than its manifest's. */
    static void requireDigest(byte[] content, String name, String sha256) {
        String found = FileDigest.of(content).sha256();
        if (!found.equals(sha256)) {
            throw new StoreException(name, "SHA-256 " + sha256, found, CURE);
        }
    }

    /** A manifest with what its format version did not have yet. */
    private static Manifest read(byte[] json, int format, String file) {
        byte[] whole =
                format < Manifest.FORMAT_VERSION
                        ? StoreJson.changed(json, file, old -> OlderManifest.complete(old, format))
                        : json;
        Manifest manifest = StoreJson.read(whole, Manifest.class, file);
        return format < 4
                ? manifest.withGoldenTolerance(
                        GoldenScore.tolerance(manifest.format(), manifest.goldenScores()))
                : manifest;
    }

    private void requireDirectory() {
        try {
            StoreFiles.Kind kind = files.kind(directory);
            if (kind != StoreFiles.Kind.DIRECTORY) {
                throw new StoreException(
                        files.where(directory),
                        "a model directory",
                        kind == StoreFiles.Kind.FILE ? "a file" : "nothing",
                        "Check the path and the version.");
            }
        } catch (IOException e) {
            throw StoreException.unreadable(files.where(directory), e);
        }
    }

    private static void requireKnownFormat(String file, int format) {
        String expected = "format version " + Manifest.FORMAT_VERSION;
        if (format > Manifest.FORMAT_VERSION) {
            throw new StoreException(
                    file,
                    expected + " at most",
                    "format version " + format,
                    "The model was made by a newer version of this project; upgrade.");
        }
        if (format < 1) {
            throw new StoreException(file, expected, "no known format version", CURE);
        }
    }

    private void requireOwnName(String modelVersion) {
        if (!modelVersion.equals(ownName)) {
            throw new StoreException(
                    files.where(directory),
                    "the directory of model version " + modelVersion,
                    "a directory named " + ownName,
                    "Give the directory its version's name back.");
        }
    }

    private void requireSameFiles(Map<String, FileDigest> expected) {
        SortedMap<String, FileDigest> found;
        try {
            found = digests();
        } catch (IOException e) {
            throw StoreException.unreadable(files.where(directory), e);
        }
        expected.forEach(
                (name, digest) -> {
                    requireInside(name);
                    FileDigest actual = found.remove(name);
                    if (!digest.equals(actual)) {
                        throw new StoreException(
                                where(name),
                                digest.toString(),
                                actual == null ? "no such file" : actual.toString(),
                                CURE);
                    }
                });
        if (!found.isEmpty()) {
            throw new StoreException(
                    where(found.firstKey()),
                    "no file that the manifest does not list",
                    "one of " + found.get(found.firstKey()).bytes() + " bytes",
                    "A model directory never changes: move the file away.");
        }
    }

    /** Only files found inside are ever opened; this explains why a name cannot be one of them. */
    private void requireInside(String name) {
        boolean climbs = Stream.of(name.split("/", -1)).anyMatch(OUTSIDE::contains);
        if (climbs || name.indexOf('\\') >= 0) {
            throw new StoreException(
                    where(MANIFEST),
                    "names of files inside the version",
                    "\"" + name + "\", which is outside or no name of a file",
                    CURE);
        }
    }

    private static String digestLine(byte[] manifest) {
        return FileDigest.of(manifest).sha256() + "  " + MANIFEST + "\n";
    }

    private byte[] bytes(String name, int most) {
        try (InputStream in = files.open(inside(name))) {
            byte[] content = in.readNBytes(most);
            if (content.length == most) {
                throw new StoreException(
                        where(name),
                        "a file of less than " + most + " bytes",
                        "a longer one",
                        CURE);
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    where(name), "a file of a whole model directory", "no such file", CURE, e);
        } catch (IOException e) {
            throw StoreException.unreadable(where(name), e);
        }
    }

    private String where(String name) {
        return files.where(inside(name));
    }

    private String inside(String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }
}
