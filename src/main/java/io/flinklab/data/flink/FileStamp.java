package io.flinklab.data.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/**
 * The size and time of a file, which tell one content from another without reading it.
 *
 * @param size in bytes; negative for a pipe or a device, whose content ends when it ends
 * @param modified milliseconds since 1970 UTC
 */
record FileStamp(long size, long modified) {
    private static final long CLOSE_MILLIS = 1_000;

    /** Of what has no size and may be read once. */
    static final FileStamp PIPE = new FileStamp(-1, 0);

    /** Of what cannot be read at all. */
    static final FileStamp NONE = new FileStamp(0, 0);

    boolean isPipe() {
        return size < 0;
    }

    /**
     * Whether the content is the same. Times may differ by less than a second: some calls give them
     * in whole seconds, as those of S3 do.
     */
    boolean isCloseTo(FileStamp other) {
        return size == other.size && Math.abs(modified - other.modified) < CLOSE_MILLIS;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(size);
        out.writeLong(modified);
    }

    static FileStamp read(DataInputStream in) throws IOException {
        return new FileStamp(in.readLong(), in.readLong());
    }

    @Override
    public String toString() {
        return size + " bytes of " + Instant.ofEpochMilli(modified);
    }
}
