package io.flinklab.data.flink;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;

/** Hands out files in the order of a list; Flink's own assigners promise none. */
final class GivenOrder implements FileSplitAssigner {
    private final TreeSet<FileSourceSplit> waiting;

    /**
     * @param paths of all files, in order
     */
    GivenOrder(List<String> paths, Collection<FileSourceSplit> splits) {
        waiting =
                new TreeSet<>(
                        Comparator.comparingInt(
                                        (FileSourceSplit split) ->
                                                paths.indexOf(split.path().toString()))
                                .thenComparing(FileSourceSplit::splitId));
        waiting.addAll(splits);
    }

    @Override
    public Optional<FileSourceSplit> getNext(String host) {
        return Optional.ofNullable(waiting.pollFirst());
    }

    @Override
    public void addSplits(Collection<FileSourceSplit> splits) {
        waiting.addAll(splits);
    }

    @Override
    public Collection<FileSourceSplit> remainingSplits() {
        return List.copyOf(waiting);
    }
}
