package io.flinklab.interchange.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a TorchScript archive before libtorch does, which would unpack whatever it says and run its
 * code, and that code can read and write files.
 *
 * <p>A model stays a program: how long it computes and how much memory that takes is not bounded
 * here. Run what you do not trust in a process with limits of its own.
 */
final class ArchiveCheck {
    private static final int MAX_ENTRIES = 20_000;

    /** PyTorch compresses code alone, which is short; numbers lie there as they are. */
    private static final long MAX_COMPRESSED = 64L << 20;

    /** The operators that open files, or a text that could be one's name with letters escaped. */
    private static final Pattern FILES =
            Pattern.compile("\\b(from_file|save)\\b|\\\\(x|0[4-7][0-7]|1[0-7][0-7])");

    private static final Pattern CLIMBS = Pattern.compile("(^|/)(\\.{0,2})/|(^|/)\\.{1,2}$|\\\\|:");
    private static final byte[] BEGIN = {'P', 'K', 3, 4};
    private static final byte[] END = {'P', 'K', 5, 6};
    private static final int END_BYTES = 22;
    private static final String NO_FILES = "code that reads and writes no files";
    private static final String LITTLE = "entries that unpack to 64 MB at most";

    private ArchiveCheck() {}

    /**
     * Returns if the archive can be unpacked and its code opens no files.
     *
     * @param file the archive's bytes
     * @throws IllegalArgumentException otherwise
     */
    static void require(ZipFile zip, byte[] file) throws IOException {
        requireOneReading(file);
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        require(
                entries.size() <= MAX_ENTRIES,
                "at most 20000 entries",
                entries.size() + " entries");
        requirePlaces(entries);
        requireSizes(entries, file.length);
        for (ZipEntry entry : entries) {
            if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".py")) {
                requireNoFiles(entry.getName(), read(zip, entry));
            }
        }
    }

    /**
     * What an entry unpacks to.
     *
     * @throws IllegalArgumentException it is longer than code is
     */
    static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes((int) MAX_COMPRESSED + 1);
            require(content.length <= MAX_COMPRESSED, LITTLE, entry.getName());
            return content;
        }
    }

    /** libtorch tells other formats by a file's beginning, and looks for an archive's end. */
    private static void requireOneReading(byte[] file) {
        boolean begins = Arrays.equals(file, 0, BEGIN.length, BEGIN, 0, BEGIN.length);
        require(begins, "a file that begins as a zip archive does", "another beginning");
        int end = file.length - END_BYTES;
        boolean ends = end >= 0 && Arrays.equals(file, end, end + END.length, END, 0, END.length);
        require(ends, "a file that ends as a zip archive does", "something behind its end");
    }

    private static void requirePlaces(List<? extends ZipEntry> entries) {
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            require(!CLIMBS.matcher(name).find(), "entries inside the archive", name + ", outside");
            // libtorch takes both cases for one.
            require(names.add(name.toLowerCase(Locale.ROOT)), "each entry once", name + " twice");
        }
    }

    private static void requireSizes(List<? extends ZipEntry> entries, long length) {
        long packed = 0;
        long unpacked = 0;
        for (ZipEntry entry : entries) {
            packed += entry.getCompressedSize();
            boolean isStored = entry.getMethod() == ZipEntry.STORED;
            unpacked += isStored ? 0 : entry.getSize();
            require(
                    entry.getSize() >= 0
                            && (!isStored || entry.getSize() == entry.getCompressedSize())
                            && packed <= length
                            && unpacked <= MAX_COMPRESSED,
                    LITTLE,
                    entry.getName());
        }
    }

    private static void requireNoFiles(String name, byte[] bytes) {
        String code = new String(bytes, StandardCharsets.UTF_8);
        Matcher files = FILES.matcher(code);
        if (files.find()) {
            require(false, NO_FILES, files.group() + " in " + name);
        }
        require(!hasJoinedTexts(code), NO_FILES, "a text in parts in " + name);
    }

    /** Whether two quoted texts stand side by side, which are one text to PyTorch. */
    private static boolean hasJoinedTexts(String code) {
        int at = 0;
        boolean afterText = false;
        while (at < code.length()) {
            char next = code.charAt(at);
            if (next == '"' || next == '\'') {
                if (afterText) {
                    return true;
                }
                at = endOfText(code, at);
                afterText = true;
            } else {
                at = next == '#' ? endOfLine(code, at) : at + 1;
                afterText &= Character.isWhitespace(next) || next == '#' || next == '\\';
            }
        }
        return false;
    }

    private static int endOfText(String code, int quote) {
        int at = quote + 1;
        while (at < code.length() && code.charAt(at) != code.charAt(quote)) {
            at += code.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int endOfLine(String code, int from) {
        int end = code.indexOf('\n', from);
        return end < 0 ? code.length() : end;
    }

    private static void require(boolean holds, String expected, String found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Expected a TorchScript file, a zip archive: %s; found %s."
                            .formatted(expected, found));
        }
    }
}
