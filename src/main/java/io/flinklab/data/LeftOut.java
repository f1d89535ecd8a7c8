package io.flinklab.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a directory has that is not read as data, and why: the user is told, so that nothing is
 * missed.
 */
public final class LeftOut {
    /** How many names of a kind are told. */
    private static final int NAMED = 3;

    private final String directory;
    private final Map<Reason, List<String>> names = new EnumMap<>(Reason.class);

    /** Nothing, until something is added. */
    public LeftOut(String directory) {
        this.directory = directory;
    }

    /** Why a name is left out, in the order of telling. */
    public enum Reason {
        OTHER_NAME(
                "that does not end with .csv or .csv.gz", "that do not end with .csv or .csv.gz"),
        HIDDEN("hidden", "hidden"),
        WITHOUT_ROWS("without rows", "without rows"),
        NO_FILE("that is no file", "that are no files"),
        READ_ALREADY(
                "linked directory that is read already",
                "linked directories that are read already"),
        NOWHERE("link that leads nowhere", "links that lead nowhere");

        private final String one;
        private final String several;

        Reason(String one, String several) {
            this.one = one;
            this.several = several;
        }

        private String count(List<String> names) {
            String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
            return "%s %s (%s%s)"
                    .formatted(
                            names.size(),
                            names.size() == 1 ? one : several,
                            shown,
                            names.size() > NAMED ? ", ..." : "");
        }
    }

    /**
     * Adds a name.
     *
     * @param name relative to the directory
     */
    public void add(Reason reason, String name) {
        names.computeIfAbsent(reason, first -> new ArrayList<>()).add(name);
    }

    /** The same with names of one more kind. */
    LeftOut with(Reason reason, List<String> more) {
        LeftOut all = new LeftOut(directory);
        names.forEach((each, those) -> those.forEach(name -> all.add(each, name)));
        more.forEach(name -> all.add(reason, name));
        return all;
    }

    /** Whether everything is read. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** How many names there are of each kind, and the first of them. */
    String counts() {
        return names.entrySet().stream()
                .map(entry -> entry.getKey().count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** One line, as {@code left out of data: 1 hidden (.a.csv), 2 without rows (b.csv, c.csv)}. */
    @Override
    public String toString() {
        return "left out of " + directory + ": " + counts();
    }
}
