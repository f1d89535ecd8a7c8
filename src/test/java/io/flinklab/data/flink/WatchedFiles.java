package io.flinklab.data.flink;

import io.flinklab.churn.Churn;
import io.flinklab.data.ParsedRow;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.types.Row;

/** What a customer file source does with a directory, look by look, at times that a test sets. */
final class WatchedFiles {
    private final FileListing listing;
    private final FileIntake.SettleRule rule;
    private final List<String> rows = new ArrayList<>();
    private final List<String> defects = new ArrayList<>();
    private FileIntake intake;
    private long now;

    WatchedFiles(Path directory, FileIntake.SettleRule rule) {
        listing =
                FileListing.of(List.of(new org.apache.flink.core.fs.Path(directory.toUri())), true);
        this.rule = rule;
        intake = new FileIntake(rule, true, TakenFiles.NONE);
    }

    /** A socket's file, which stays when its socket is closed. */
    static void socket(Path file) throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(file));
        }
    }

    /** Looks, that much later than the last time; reads nothing. */
    WatchedFiles look(Duration later) throws IOException {
        now += later.toNanos();
        List<FoundFile> found = new ArrayList<>();
        for (FoundFile file : listing.list()) {
            found.add(file.isReadable() && !intake.isTaken(file) ? listing.closer(file) : file);
        }
        intake.see(found, now);
        return this;
    }

    /** Reads all that was taken. */
    WatchedFiles read() throws IOException {
        for (DataFileSplit split = intake.next(); split != null; split = intake.next()) {
            try (BulkFormat.Reader<Row> reader =
                    new FileEvents(Churn.SCHEMA).createReader(new Configuration(), split)) {
                for (BulkFormat.RecordIterator<Row> batch = reader.readBatch();
                        batch != null;
                        batch = reader.readBatch()) {
                    for (RecordAndPosition<Row> next = batch.next();
                            next != null;
                            next = batch.next()) {
                        add(next.getRecord());
                    }
                }
            }
        }
        return this;
    }

    /** Goes on from a checkpoint, as another process would. */
    void restart() throws IOException {
        TakenFiles.Serializer serializer = new TakenFiles.Serializer();
        byte[] state = serializer.serialize(intake.snapshot());
        intake = new FileIntake(rule, true, serializer.deserialize(serializer.getVersion(), state));
    }

    int stateBytes() throws IOException {
        return new TakenFiles.Serializer().serialize(intake.snapshot()).length;
    }

    /** Rows since the last call. */
    List<String> takeRows() {
        List<String> taken = List.copyOf(rows);
        rows.clear();
        return taken;
    }

    /** Rejects since the last call. */
    List<String> takeDefects() {
        List<String> taken = List.copyOf(defects);
        defects.clear();
        return taken;
    }

    private void add(Row event) {
        if (EventRows.record(event) instanceof ParsedRow.Rejected rejected) {
            defects.add(EventRows.origin(event) + ": " + rejected.reject().reason());
        } else {
            rows.add(EventRows.raw(event));
        }
    }
}
