package io.flinklab.data;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
public final class NearestName {
    /** Long enough for a mistyped name, short enough for a hostile one. */
    private static final int COMPARED = 40;

    private NearestName() {}

    /**
     * The nearest of the names if it is so near that it was probably meant: at most a quarter of
     * its letters are others, in any case and width.
     */
    public static Optional<String> similar(String found, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String nearest = of(found, names);
        int longer = Math.max(plain(found).length(), plain(nearest).length());
        return 4 * distance(plain(found), plain(nearest)) <= longer
                ? Optional.of(nearest)
                : Optional.empty();
    }

    /** The same as the end of an error, {@code ; did you mean 'red'?}, or empty. */
    public static String hint(String found, List<String> names) {
        return similar(found, names).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** The first of the names with the fewest letters to change, in any case. */
    static String of(String found, List<String> names) {
        String nearest = names.get(0);
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(plain(found), plain(name));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    private static String plain(String name) {
        String compared = name.substring(0, Math.min(name.length(), COMPARED));
        return Normalizer.normalize(compared, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Letters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
