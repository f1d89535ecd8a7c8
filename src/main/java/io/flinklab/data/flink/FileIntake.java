package io.flinklab.data.flink;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides look by look which files are taken: each complete one once, and one reject for each name
 * that cannot be read and, where the rule says so, for each file that changes later.
 *
 * <p>Used by one thread, but for {@link #isTaken}.
 */
final class FileIntake {
    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);

    /** A file that still changes after this time is logged. */
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SettleRule rule;
    private final boolean again;
    private final Map<String, FileStamp> taken;
    private final Set<String> refused;

    /** By address; at most one of an address. */
    private final Map<String, DataFileSplit> waiting = new LinkedHashMap<>();

    /** By split, as they came. */
    private final Map<String, DataFileSplit> others = new LinkedHashMap<>();

    private final Map<String, Unsettled> unsettled = new HashMap<>();
    private final Set<String> empty = new HashSet<>();
    private long splits;

    /** A file that is watched, seen unchanged since a time. */
    private record Unsettled(FoundFile file, long since, long first, boolean told) {}

    /**
     * @param again whether there will be other looks, so that a file without content can get some
     */
    FileIntake(SettleRule rule, boolean again, TakenFiles before) {
        this.rule = rule;
        this.again = again;
        taken = new ConcurrentHashMap<>(before.taken());
        refused = new TreeSet<>(before.refused());
        splits = before.splits();
        before.waiting().forEach(this::restore);
    }

    /** Whether this very content was taken; may be asked by any thread. */
    boolean isTaken(FoundFile file) {
        return file.isReadable() && file.stamp().equals(taken.get(file.key()));
    }

    /**
     * Takes what is complete now.
     *
     * @param found all that a look found
     * @param now by {@link System#nanoTime}
     */
    void see(Collection<FoundFile> found, long now) {
        Set<String> keys = new HashSet<>();
        for (FoundFile file : found) {
            keys.add(file.key());
            see(file, now);
        }
        unsettled.keySet().retainAll(keys);
        empty.retainAll(keys);
        refused.retainAll(keys);
    }

    /** Whether a file has still to come to rest. */
    boolean isUnsettled() {
        return !unsettled.isEmpty();
    }

    /** The next split for a reader, or null if there is none now. */
    DataFileSplit next() {
        Iterator<DataFileSplit> next = (others.isEmpty() ? waiting : others).values().iterator();
        if (!next.hasNext()) {
            return null;
        }
        DataFileSplit split = next.next();
        next.remove();
        return split;
    }

    /** Splits of a reader that failed, or of an earlier run. */
    void addBack(List<DataFileSplit> back) {
        back.forEach(split -> others.put(split.splitId(), split));
    }

    boolean hasNext() {
        return !waiting.isEmpty() || !others.isEmpty();
    }

    /** How many splits there have been in all runs. */
    long splits() {
        return splits;
    }

    TakenFiles snapshot() {
        List<DataFileSplit> left = new ArrayList<>(others.values());
        left.addAll(waiting.values());
        return new TakenFiles(splits, Map.copyOf(taken), Set.copyOf(refused), left);
    }

    private void restore(DataFileSplit split) {
        String key = split.path().toUri().toString();
        if (split.defect().isEmpty() && split.getReaderPosition().isEmpty()) {
            waiting.put(key, split);
        } else {
            others.put(split.splitId(), split);
        }
    }

    private void see(FoundFile file, long now) {
        if (isTaken(file)) {
            refused.remove(file.key());
            unsettled.remove(file.key());
        } else if (!isTold(file)) {
            withdraw(file);
            watch(file, now);
        }
    }

    private boolean isTold(FoundFile file) {
        if (!file.isReadable()) {
            return refused.contains(file.key());
        }
        return file.stamp().size() == 0 && empty.contains(file.key());
    }

    /** Takes back a file that changes before a reader has it. */
    private void withdraw(FoundFile file) {
        if (waiting.remove(file.key()) != null) {
            taken.remove(file.key());
        }
    }

    private void watch(FoundFile file, long now) {
        Unsettled before = unsettled.get(file.key());
        boolean rests = before != null && isSame(file, before.file());
        long first = before == null ? now : before.first();
        long since = rests ? before.since() : now;
        if (now - since >= rule.nanos(file.state())) {
            unsettled.remove(file.key());
            settle(file);
        } else {
            boolean told = before != null && before.told();
            if (!told && !rests && now - first > LONG_NANOS) {
                told = true;
                LOG.warn("{} is not read: it still changes, and did all the time", file.path());
            }
            unsettled.put(file.key(), new Unsettled(file, since, first, told));
        }
    }

    private static boolean isSame(FoundFile one, FoundFile other) {
        return one.stamp().equals(other.stamp()) && one.isReadable() == other.isReadable();
    }

    private void settle(FoundFile file) {
        FileStamp before = taken.get(file.key());
        if (!file.isReadable()) {
            refused.add(file.key());
            reject(file, file.defect());
        } else if (again && file.stamp().size() == 0) {
            empty.add(file.key());
            LOG.warn("{} is empty. It is read when it has content", file.path());
        } else if (before == null || rule.changed() == DataFileSource.ChangedFile.RESCORE) {
            take(file);
        } else {
            taken.put(file.key(), file.stamp());
            reject(file, changed(file, before));
        }
    }

    private void take(FoundFile file) {
        refused.remove(file.key());
        empty.remove(file.key());
        if (!file.stamp().isPipe()) {
            taken.put(file.key(), file.stamp());
        }
        waiting.put(file.key(), split(file, ""));
    }

    private void reject(FoundFile file, String reason) {
        LOG.warn("{}", reason);
        DataFileSplit split = split(file, reason);
        others.put(split.splitId(), split);
    }

    private DataFileSplit split(FoundFile file, String defect) {
        splits++;
        return DataFileSplit.of(Long.toString(splits), file.path(), file.stamp(), defect);
    }

    private static String changed(FoundFile file, FileStamp before) {
        boolean grown = file.stamp().size() > before.size();
        return ("%s %s after it was taken: expected %s, found %s. What is new is not scored%s. Give"
                        + " new rows a new name, or have changed files scored again as a"
                        + " whole (--changed rescore).")
                .formatted(
                        file.path(),
                        grown ? "grew" : "changed",
                        before,
                        file.stamp(),
                        grown ? "; a last row without a line end was scored as it stood" : "");
    }

    /**
     * When a file counts as complete: it was moved to its name, is on an object store, or has kept
     * its size and time for a while; for five times as long if its last line has no end.
     *
     * @param settle that while, as seen from here; at 0 each file counts as complete
     * @param changed what becomes of one that changes later
     */
    record SettleRule(Duration settle, DataFileSource.ChangedFile changed) implements Serializable {
        private static final int CUT = 5;

        /** For files that the caller says are there. */
        static final SettleRule AT_ONCE =
                new SettleRule(Duration.ZERO, DataFileSource.ChangedFile.REJECT);

        long nanos(FoundFile.State state) {
            return switch (state) {
                case WHOLE -> 0;
                case GROWING -> settle.toNanos();
                case CUT -> CUT * settle.toNanos();
            };
        }
    }
}
