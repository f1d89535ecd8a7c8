package io.flinklab.data.flink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for data files on a thread of its own, and gives them to readers that ask. */
final class DataFileEnumerator implements SplitEnumerator<DataFileSplit, TakenFiles> {
    private static final Logger LOG = LoggerFactory.getLogger(DataFileEnumerator.class);

    private final SplitEnumeratorContext<DataFileSplit> context;
    private final DataFileSource source;
    private final FileListing listing;
    private final FileIntake intake;
    private final Set<Integer> asking = new LinkedHashSet<>();
    private final long before;

    /** Of the looking thread. */
    private long lastLook;

    private volatile boolean unsettled = true;
    private boolean looked;
    private boolean away;
    private boolean told;

    DataFileEnumerator(
            SplitEnumeratorContext<DataFileSplit> context,
            DataFileSource source,
            TakenFiles before) {
        this.context = context;
        this.source = source;
        this.before = before.splits() - before.waiting().size();
        listing = FileListing.of(source.roots(), source.isWatching());
        intake = new FileIntake(source.rule(), source.isWatching(), before);
    }

    @Override
    public void start() {
        if (source.isWatching()) {
            context.callAsync(this::lookIfDue, this::see, 0, source.period().toMillis());
        } else {
            context.callAsync(this::look, this::see);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        asking.add(subtask);
        assign();
    }

    @Override
    public void addReader(int subtask) {
        // A reader asks for its splits.
    }

    @Override
    public void addSplitsBack(List<DataFileSplit> splits, int subtask) {
        asking.remove(subtask);
        intake.addBack(splits);
        assign();
    }

    @Override
    public TakenFiles snapshotState(long checkpoint) {
        return intake.snapshot();
    }

    @Override
    public void close() {
        // Looks end with the context.
    }

    /** As often as it is to look, and in between while a file has to come to rest. */
    private List<FoundFile> lookIfDue() throws IOException {
        Duration since = Duration.ofNanos(System.nanoTime() - lastLook);
        return unsettled || since.compareTo(source.every()) >= 0 ? look() : null;
    }

    private List<FoundFile> look() throws IOException {
        lastLook = System.nanoTime();
        List<FoundFile> found = listing.list();
        if (source.isWatching()) {
            for (int i = 0; i < found.size(); i++) {
                FoundFile file = found.get(i);
                if (file.isReadable() && !intake.isTaken(file)) {
                    found.set(i, listing.closer(file));
                }
            }
        }
        return found;
    }

    private void see(List<FoundFile> found, Throwable failure) {
        if (failure != null) {
            failed(failure);
        } else if (found != null) {
            away = false;
            looked = true;
            intake.see(found, System.nanoTime());
            unsettled = intake.isUnsettled();
            assign();
        }
    }

    private void failed(Throwable failure) {
        if (!source.isWatching()) {
            throw new FlinkRuntimeException(
                    source.roots() + " cannot be listed: " + failure, failure);
        }
        if (!away) {
            LOG.warn("{} cannot be listed. It is tried again: {}", source.roots(), failure + "");
        }
        away = true;
    }

    private void assign() {
        asking.retainAll(context.registeredReaders().keySet());
        Iterator<Integer> readers = asking.iterator();
        while (readers.hasNext() && intake.hasNext()) {
            context.assignSplit(intake.next(), readers.next());
            readers.remove();
        }
        if (looked && !source.isWatching() && !intake.hasNext()) {
            end();
        }
    }

    private void end() {
        Path end = source.end();
        if (end == null) {
            asking.forEach(context::signalNoMoreSplits);
            asking.clear();
        } else if (!told && asking.size() == context.currentParallelism()) {
            told = true;
            long splits = intake.splits() - before;
            context.callAsync(
                    () -> {
                        tell(end, splits);
                        return null;
                    },
                    (done, failure) -> {
                        if (failure != null) {
                            throw new FlinkRuntimeException(end + " cannot be written", failure);
                        }
                    });
        }
    }

    private static void tell(Path end, long splits) throws IOException {
        try (OutputStream out = end.getFileSystem().create(end, WriteMode.OVERWRITE)) {
            out.write(Long.toString(splits).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
