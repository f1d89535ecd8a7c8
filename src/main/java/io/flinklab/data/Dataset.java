package io.flinklab.data;

import io.flinklab.data.csv.ExampleReader;
import io.flinklab.data.csv.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What was read from one or more files of a table, in plain Java and whole, so it has to fit the
 * heap: see {@link PackedExamples} for how much that is.
 *
 * @param schema what the files hold
 * @param examples in file order
 * @param rejects in file order
 * @param files the files' paths, in the order in which they were read
 * @param sha256 of the file's bytes as they are stored, compressed or not, 64 hexadecimal digits;
 *     of several files, of their hashes joined by line feeds
 * @param leftOut what a directory has that was not read
 * @param notes what was forgiven in the headers and what is ignored, in sentences
 */
public record Dataset(
        Schema schema,
        PackedExamples examples,
        List<Reject> rejects,
        List<String> files,
        String sha256,
        LeftOut leftOut,
        List<String> notes) {

    /** Copies the lists. */
    public Dataset {
        rejects = List.copyOf(rejects);
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /** Reads labelled examples; as {@link #read(Schema, Path, Labels)}. */
    public static Dataset read(Schema schema, Path fileOrDirectory) {
        return read(schema, fileOrDirectory, Labels.REQUIRED);
    }

    /**
     * Reads a file, or the files of a directory as {@link DataFiles} finds them, in the order of
     * their paths.
     *
     * @throws DataException if a file is missing, cannot be read, or lacks a column, or if there is
     *     no row
     */
    public static Dataset read(Schema schema, Path fileOrDirectory, Labels labels) {
        return read(schema, DataFiles.of(fileOrDirectory), labels);
    }

    /** The same for what {@link DataFiles#at} finds, on this machine or elsewhere. */
    public static Dataset read(Schema schema, String pathOrAddress, Labels labels) {
        return read(schema, DataFiles.at(pathOrAddress), labels);
    }

    private static Dataset read(Schema schema, DataFiles files, Labels labels) {
        DataFiles found = files.withRows(schema);
        Reading reading = new Reading(schema, labels);
        found.files().forEach(reading::read);
        return new Dataset(
                schema,
                reading.examples,
                reading.rejects,
                found.files().stream().map(DataFile::name).toList(),
                reading.sha256(),
                found.leftOut(),
                reading.notes);
    }

    /** Rows read: examples and rejects. */
    public long rows() {
        return (long) examples.size() + rejects.size();
    }

    /** How many examples have a key that an earlier one has too; they are all kept. */
    public long duplicateKeys() {
        if (schema.key().isEmpty()) {
            return 0;
        } else if (schema.key().get().type() == Column.Key.Type.TEXT) {
            return examples.size() - positions().mapToObj(examples::key).distinct().count();
        }
        // Sorted, keys take a tenth of the memory that they take in a set.
        long[] keys = positions().mapToLong(i -> (Long) examples.key(i)).sorted().toArray();
        return IntStream.range(1, keys.length).filter(i -> keys[i] == keys[i - 1]).count();
    }

    private IntStream positions() {
        return IntStream.range(0, examples.size());
    }

    /**
     * Returns this if few enough rows are rejects.
     *
     * @param share 0 to 1
     * @throws DataException if the share of rejects is larger
     */
    public Dataset requireRejectShareAtMost(double share) {
        new RejectLimit(share).check(rows(), rejects);
        return this;
    }

    private static final class Reading {
        private final Schema schema;
        private final Labels labels;
        private final PackedExamples examples;
        private final List<Reject> rejects = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> hashes = new ArrayList<>();

        Reading(Schema schema, Labels labels) {
            this.schema = Objects.requireNonNull(schema, "schema");
            this.labels = labels;
            examples = new PackedExamples(schema);
        }

        void read(DataFile file) {
            MessageDigest digest = digest();
            try (InputStream in = new DigestInputStream(file.open(), digest);
                    ExampleReader reader = new ExampleReader(file.name(), in, schema, labels)) {
                notes.addAll(reader.notes());
                for (ParsedRow row = reader.next(); row != null; row = reader.next()) {
                    if (row instanceof ParsedRow.Accepted accepted) {
                        examples.add(accepted.example());
                    } else if (row instanceof ParsedRow.Rejected rejected) {
                        rejects.add(rejected.reject());
                    }
                }
                hashes.add(HexFormat.of().formatHex(digest.digest()));
            } catch (IOException e) {
                throw DataException.unreadable(file.name(), e);
            }
        }

        String sha256() {
            if (hashes.size() == 1) {
                return hashes.get(0);
            }
            byte[] all = String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(digest().digest(all));
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }
    }
}
