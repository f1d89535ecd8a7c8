package io.flinklab.store;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of a store's directories: of versions, and of trainings that will be versions. */
final class VersionNames {
    private static final Pattern VERSION = Pattern.compile("v\\d{6,9}");

    /** No version's name, so that whatever looks for versions passes it by. */
    private static final Pattern UNFINISHED =
            Pattern.compile("(v\\d{6,9})\\.unfinished-(\\d{1,9})");

    private VersionNames() {}

    static String of(int number) {
        return String.format(Locale.ROOT, "v%06d", number);
    }

    static boolean isVersion(String directory) {
        return VERSION.matcher(directory).matches();
    }

    static int number(String version) {
        return Integer.parseInt(version.substring(1));
    }

    static String unfinished(String version, int iteration) {
        return version + ".unfinished-" + iteration;
    }

    static boolean isUnfinished(String directory) {
        return UNFINISHED.matcher(directory).matches();
    }

    /** The version that an unfinished training will be. */
    static String versionOf(String unfinished) {
        return matched(unfinished).group(1);
    }

    /** After which iteration an unfinished training was stored. */
    static int iterationOf(String unfinished) {
        return Integer.parseInt(matched(unfinished).group(2));
    }

    private static Matcher matched(String unfinished) {
        Matcher name = UNFINISHED.matcher(unfinished);
        if (!name.matches()) {
            throw new IllegalArgumentException(unfinished + " is no unfinished training's name");
        }
        return name;
    }

    /**
     * The highest number that is taken, 0 where none is.
     *
     * @param finishing an unfinished version that may have its own number; empty for none
     */
    static int newest(Collection<String> directories, String finishing) {
        int newest = 0;
        for (String directory : directories) {
            if (isVersion(directory)) {
                newest = Math.max(newest, number(directory));
            } else if (isUnfinished(directory) && !versionOf(directory).equals(finishing)) {
                newest = Math.max(newest, number(versionOf(directory)));
            }
        }
        return newest;
    }
}
