package io.flinklab.data;

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

/** Reads customer files whole, in plain Java. */
public final class CustomerFile {
    private CustomerFile() {}

    /** Reads labelled customers; as {@link #read(Path, Labels)}. */
    public static CustomerData read(Path fileOrDirectory) {
        return read(fileOrDirectory, Labels.REQUIRED);
    }

    /**
     * Reads a file, or the files of a directory as {@link DataFiles} finds them, in the order of
     * their paths.
     *
     * @throws DataException if a file is missing, cannot be read, or has another header, or if
     *     there is no row
     */
    public static CustomerData read(Path fileOrDirectory, Labels labels) {
        DataFiles found = DataFiles.of(fileOrDirectory).withRows();
        List<SourceFile> files = found.files();
        List<Customer> customers = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (SourceFile file : files) {
            hashes.add(readOne(file, labels, customers, rejects));
        }
        List<String> names = files.stream().map(SourceFile::name).toList();
        return new CustomerData(customers, rejects, names, combined(hashes), found.leftOut());
    }

    private static String readOne(
            SourceFile file, Labels labels, List<Customer> customers, List<Reject> rejects) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(file.open(), digest);
                CustomerReader reader = new CustomerReader(file.name(), in, labels)) {
            for (ParsedRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof ParsedRow.Accepted accepted) {
                    customers.add(accepted.customer());
                } else if (row instanceof ParsedRow.Rejected rejected) {
                    rejects.add(rejected.reject());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw CustomerPaths.unreadable(file.name(), e);
        }
    }

    private static String combined(List<String> hashes) {
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        byte[] all = String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(sha256().digest(all));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
