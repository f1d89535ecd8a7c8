package io.flinklab.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's content is checked by.
 *
 * @param sha256 as 64 hexadecimal digits
 * @param bytes its length
 */
public record FileDigest(String sha256, long bytes) {

    /** Reads the stream to its end; the caller closes it. */
    static FileDigest of(InputStream in) throws IOException {
        MessageDigest digest = newSha256();
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            bytes += n;
        }
        return new FileDigest(HexFormat.of().formatHex(digest.digest()), bytes);
    }

    static FileDigest of(byte[] content) {
        return new FileDigest(
                HexFormat.of().formatHex(newSha256().digest(content)), content.length);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return bytes + " bytes with SHA-256 " + sha256;
    }
}
