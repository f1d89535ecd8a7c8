package io.flinklab.store;

import io.flinklab.features.FittedPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one model version: writing those that are ours, verifying all of them. */
final class ModelDirectory {
    static final String PIPELINE = "pipeline";
    static final String PARAMETERS = "parameters.json";
    static final String MANIFEST = "manifest.json";

    /** The manifest's own digest, in the form that {@code sha256sum -c} reads. */
    static final String MANIFEST_DIGEST = "manifest.sha256";

    static final String CURE = "The model is damaged: use another version, or publish it again.";

    private final Path path;

    ModelDirectory(Path path) {
        this.path = path;
    }

    void writeParameters(FittedPipeline pipeline) throws IOException {
        Files.write(path.resolve(PARAMETERS), StoreJson.write(pipeline));
    }

    void writeManifest(Manifest manifest) throws IOException {
        byte[] json = StoreJson.write(manifest);
        Files.write(path.resolve(MANIFEST), json);
        Files.writeString(path.resolve(MANIFEST_DIGEST), digestLine(json));
    }

    /** Reads everything back and holds it to the manifest. */
    StoredModel open() {
        Manifest manifest = manifest();
        requireSameFiles(manifest.files());
        Path parameters = path.resolve(PARAMETERS);
        byte[] json = bytes(parameters);
        if (!FileDigest.of(json).sha256().equals(manifest.modelSha256())) {
            throw new StoreException(
                    parameters,
                    "SHA-256 " + manifest.modelSha256(),
                    FileDigest.of(json).sha256(),
                    CURE);
        }
        return new StoredModel(
                path, manifest, StoreJson.read(json, FittedPipeline.class, parameters));
    }

    /** Reads the manifest alone, which is quick; the other files are not looked at. */
    Manifest manifest() {
        if (!Files.isDirectory(path)) {
            throw new StoreException(
                    path,
                    "a model directory",
                    Files.exists(path) ? "a file" : "nothing",
                    "Check the path and the version.");
        }
        Path file = path.resolve(MANIFEST);
        byte[] json = bytes(file);
        requireKnownFormat(file, StoreJson.number(json, "formatVersion", file));
        Path digest = path.resolve(MANIFEST_DIGEST);
        String expected = new String(bytes(digest), StandardCharsets.UTF_8);
        if (!expected.equals(digestLine(json))) {
            throw new StoreException(file, expected.strip(), digestLine(json).strip(), CURE);
        }
        Manifest manifest = StoreJson.read(json, Manifest.class, file);
        requireOwnName(manifest.modelVersion());
        return manifest;
    }

    /** Digests of all files but the manifest and its digest, by relative path with slashes. */
    SortedMap<String, FileDigest> digests() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = new ArrayList<>(walk.filter(file -> !Files.isDirectory(file)).toList());
        }
        SortedMap<String, FileDigest> digests = new TreeMap<>();
        for (Path file : files) {
            String name = path.relativize(file).toString().replace('\\', '/');
            if (!name.equals(MANIFEST) && !name.equals(MANIFEST_DIGEST)) {
                digests.put(name, FileDigest.of(file));
            }
        }
        return digests;
    }

    private void requireKnownFormat(Path file, int format) {
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
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        if (!modelVersion.equals(name)) {
            throw new StoreException(
                    path,
                    "the directory of model version " + modelVersion,
                    "a directory named " + name,
                    "Give the directory its version's name back.");
        }
    }

    private void requireSameFiles(Map<String, FileDigest> expected) {
        SortedMap<String, FileDigest> found;
        try {
            found = digests();
        } catch (IOException e) {
            throw StoreException.unreadable(path, e);
        }
        expected.forEach(
                (name, digest) -> {
                    FileDigest actual = found.remove(name);
                    if (!digest.equals(actual)) {
                        throw new StoreException(
                                path.resolve(name),
                                digest.toString(),
                                actual == null ? "no such file" : actual.toString(),
                                CURE);
                    }
                });
        if (!found.isEmpty()) {
            throw new StoreException(
                    path.resolve(found.firstKey()),
                    "no file that the manifest does not list",
                    "one of " + found.get(found.firstKey()).bytes() + " bytes",
                    "A model directory never changes: move the file away.");
        }
    }

    private static String digestLine(byte[] manifest) {
        return FileDigest.of(manifest).sha256() + "  " + MANIFEST + "\n";
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    file, "a file of a whole model directory", "no such file", CURE, e);
        } catch (IOException e) {
            throw StoreException.unreadable(file, e);
        }
    }
}
