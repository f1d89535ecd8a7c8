package io.flinklab.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
     * Reads a file, or all {@code .csv} files of a directory in the order of their paths.
     *
     * @throws DataException if a file is missing, empty, without rows, or has another header, or if
     *     a directory has no file
     */
    public static CustomerData read(Path fileOrDirectory, Labels labels) {
        List<Path> files = files(fileOrDirectory);
        List<Customer> customers = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (Path file : files) {
            hashes.add(readOne(file, labels, customers, rejects));
        }
        List<String> names = files.stream().map(Path::toString).toList();
        return new CustomerData(customers, rejects, names, combined(hashes));
    }

    /**
     * A file itself, or all {@code .csv} files of a directory in the order of their paths.
     *
     * @throws DataException if there is none
     */
    public static List<Path> files(Path fileOrDirectory) {
        return CustomerPaths.list(fileOrDirectory);
    }

    private static String readOne(
            Path file, Labels labels, List<Customer> customers, List<Reject> rejects) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest);
                CustomerReader reader = new CustomerReader(file.toString(), in, labels)) {
            for (ParsedRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof ParsedRow.Accepted accepted) {
                    customers.add(accepted.customer());
                } else if (row instanceof ParsedRow.Rejected rejected) {
                    rejects.add(rejected.reject());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw CustomerPaths.unreadable(file, e);
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
