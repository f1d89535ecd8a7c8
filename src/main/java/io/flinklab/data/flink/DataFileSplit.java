package io.flinklab.data.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A file to read, or the reason why the file of that name is not read. */
final class DataFileSplit extends FileSourceSplit {
    private static final long serialVersionUID = 1L;
    private static final String[] ANYWHERE = {};

    private final FileStamp stamp;
    private final String defect;

    private DataFileSplit(
            String id, Path path, FileStamp stamp, String defect, CheckpointedPosition position) {
        super(
                id,
                path,
                0,
                stamp.isPipe() ? Long.MAX_VALUE : stamp.size(),
                stamp.modified(),
                Math.max(stamp.size(), 0),
                ANYWHERE,
                position);
        this.stamp = stamp;
        this.defect = defect;
    }

    /**
     * A file from its beginning.
     *
     * @param id no other split's
     * @param defect why it is not to be read, otherwise empty
     */
    static DataFileSplit of(String id, Path path, FileStamp stamp, String defect) {
        return new DataFileSplit(id, path, stamp, defect, null);
    }

    /** What the file was when it was taken. */
    FileStamp stamp() {
        return stamp;
    }

    /** Why it is not read, or empty. */
    String defect() {
        return defect;
    }

    @Override
    public DataFileSplit updateWithCheckpointedPosition(CheckpointedPosition position) {
        return new DataFileSplit(splitId(), path(), stamp, defect, position);
    }

    /**
     * Writes a path as its address: Flink's own form loses what is no text of the process's
     * encoding.
     */
    static final class Serializer implements SimpleVersionedSerializer<DataFileSplit> {
        /** Flink's own splits, which earlier states hold, have version 1. */
        static final int VERSION = 2;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(DataFileSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                write(split, out);
            }
            return bytes.toByteArray();
        }

        @Override
        public DataFileSplit deserialize(int version, byte[] bytes) throws IOException {
            requireVersion(version);
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                return read(in);
            }
        }

        static void requireVersion(int version) throws IOException {
            if (version != VERSION) {
                throw new IOException(
                        "Expected the state of a file source in version "
                                + VERSION
                                + ", found version "
                                + version);
            }
        }

        static void write(DataFileSplit split, DataOutputStream out) throws IOException {
            out.writeUTF(split.splitId());
            out.writeUTF(split.path().toUri().toString());
            split.stamp.write(out);
            out.writeUTF(split.defect);
            CheckpointedPosition position = split.getReaderPosition().orElse(null);
            out.writeBoolean(position != null);
            if (position != null) {
                out.writeLong(position.getOffset());
                out.writeLong(position.getRecordsAfterOffset());
            }
        }

        static DataFileSplit read(DataInputStream in) throws IOException {
            String id = in.readUTF();
            Path path = new Path(URI.create(in.readUTF()));
            FileStamp stamp = FileStamp.read(in);
            String defect = in.readUTF();
            CheckpointedPosition position =
                    in.readBoolean()
                            ? new CheckpointedPosition(in.readLong(), in.readLong())
                            : null;
            return new DataFileSplit(id, path, stamp, defect, position);
        }
    }
}
