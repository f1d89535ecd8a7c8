package io.flinklab.online;

import io.flinklab.store.StoreException;
import io.flinklab.store.flink.StoreLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.TwoPhaseCommittingSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Publishes versions, as bytes of {@link LearnedVersion}, each once: when the checkpoint that
 * follows it is complete, or at the stream's end where there are no checkpoints. So no version
 * comes of rows that a restarted job learns from again, in another order perhaps.
 */
final class VersionSink implements TwoPhaseCommittingSink<byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    private final StoreLocation store;
    private final LearnerOptions options;

    VersionSink(StoreLocation store, LearnerOptions options) {
        this.store = store;
        this.options = options;
    }

    @Override
    public PrecommittingSinkWriter<byte[], byte[]> createWriter(InitContext context) {
        return new Writer();
    }

    @Override
    public Committer<byte[]> createCommitter() {
        return new StoreCommitter(new LearnedPublisher(store.open(), options));
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getCommittableSerializer() {
        return new AsTheyAre();
    }

    /** Holds versions back until a checkpoint. */
    private static final class Writer implements PrecommittingSinkWriter<byte[], byte[]> {
        private List<byte[]> pending = new ArrayList<>();

        @Override
        public void write(byte[] version, Context context) {
            pending.add(version);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<byte[]> prepareCommit() {
            Collection<byte[]> versions = pending;
            pending = new ArrayList<>();
            return versions;
        }

        @Override
        public void close() {}
    }

    /** Publishes in order; of a store that cannot be reached it asks again. */
    private record StoreCommitter(LearnedPublisher publisher) implements Committer<byte[]> {

        @Override
        public void commit(Collection<CommitRequest<byte[]>> requests) throws IOException {
            boolean reachable = true;
            for (CommitRequest<byte[]> request : requests) {
                reachable = reachable && publish(LearnedVersion.of(request.getCommittable()));
                if (!reachable) {
                    request.retryLater();
                }
            }
        }

        private boolean publish(LearnedVersion version) throws IOException {
            try {
                publisher.publish(version);
                return true;
            } catch (StoreException.Unreachable e) {
                return false;
            }
        }

        @Override
        public void close() {
            publisher.close();
        }
    }

    private static final class AsTheyAre implements SimpleVersionedSerializer<byte[]> {
        private static final int FORMAT = 2;

        @Override
        public int getVersion() {
            return FORMAT;
        }

        @Override
        public byte[] serialize(byte[] version) {
            return version;
        }

        @Override
        public byte[] deserialize(int format, byte[] version) throws IOException {
            if (format != FORMAT) {
                throw new IOException(
                        "Expected learned versions of format %s in the state; found %s. Begin without the old state."
                                .formatted(FORMAT, format));
            }
            return version;
        }
    }
}
