package io.flinklab.notebook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Shows what is in directories and files. */
public final class Contents {
    private static final Pattern RANDOM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int BYTES_PER_LINE = 16;

    /** Where a TorchScript file of ours has its program. */
    private static final String TORCH_PROGRAM = "code/__torch__/flinklab.py";

    private Contents() {}

    /** The files below a directory, by their paths; a random part of a name is written as *. */
    public static Listing files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return listing(
                    directory,
                    "text",
                    walk.filter(path -> !Files.isDirectory(path))
                            .sorted()
                            .map(path -> masked(directory.relativize(path)))
                            .collect(Collectors.joining("\n")));
        }
    }

    /**
     * A directory as the command {@code tree} draws it; a random part of a name is written as *.
     */
    public static Listing tree(Path directory) throws IOException {
        return listing(directory, "text", directory.getFileName() + "/" + branches(directory, ""));
    }

    private static String branches(Path directory, String before) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            List<Path> names = children.sorted().toList();
            StringBuilder text = new StringBuilder();
            for (Path child : names) {
                boolean last = child.equals(names.get(names.size() - 1));
                text.append('\n').append(before).append(last ? "└── " : "├── ");
                text.append(masked(child.getFileName()));
                if (Files.isDirectory(child)) {
                    text.append(branches(child, before + (last ? "    " : "│   ")));
                }
            }
            return text.toString();
        }
    }

    /** A text file's first lines. */
    public static Listing lines(Path file, int count) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return listing(
                    file, language(file), lines.limit(count).collect(Collectors.joining("\n")));
        }
    }

    /**
     * The first bytes of a file, as hexadecimal digits and as letters where they are letters.
     *
     * @param fileOrDirectory a directory must have one file
     */
    public static Listing bytes(Path fileOrDirectory, int count) throws IOException {
        Path file = Files.isDirectory(fileOrDirectory) ? only(fileOrDirectory) : fileOrDirectory;
        byte[] bytes = Files.readAllBytes(file);
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < Math.min(count, bytes.length); from += BYTES_PER_LINE) {
            text.append(line(bytes, from, Math.min(from + BYTES_PER_LINE, bytes.length)));
        }
        return listing(file, "text", text.toString().stripTrailing());
    }

    /**
     * The program in a TorchScript file.
     *
     * @param file as {@link io.flinklab.interchange.ModelExport} writes it
     * @throws IllegalArgumentException there is none in it
     */
    public static Listing torchProgram(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(TORCH_PROGRAM)) {
                    String program = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    return new Listing("`" + TORCH_PROGRAM + "`", "python", program);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(
                "Expected a TorchScript file with %s in it; found none.".formatted(TORCH_PROGRAM));
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException(
                        "%s: expected one file; found %s.".formatted(directory, found.size()));
            }
            return found.get(0);
        }
    }

    private static String line(byte[] bytes, int from, int to) {
        String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, from, to);
        String letters =
                new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
                        .replaceAll("[^ -~]", ".");
        return "%-48s %s\n".formatted(hex, letters);
    }

    private static String language(Path file) {
        return file.toString().endsWith(".json") ? "json" : "text";
    }

    private static String masked(Path path) {
        return RANDOM.matcher(path.toString()).replaceAll("*");
    }

    private static Listing listing(Path path, String language, String text) {
        return new Listing("`" + masked(path.getFileName()) + "`", language, text);
    }
}
