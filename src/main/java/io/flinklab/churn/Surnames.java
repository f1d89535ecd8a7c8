package io.flinklab.churn;

import io.flinklab.data.SplitMix64;

/** Invented surnames: syllables, ASCII, some with an apostrophe or a hyphen. */
final class Surnames {
    private static final long SEED = 20_240_000;
    private static final String[] ONSETS =
            "b br c ch d f g gr h j k l l m m n p r r s st t th v w".split(" ");
    private static final String[] VOWELS = "a a a e e e i i o o u u ai ea".split(" ");
    private static final String[] CODAS = "     n n r l s t m ck nd rt ll".split(" ");

    private Surnames() {}

    /** The surname of a rank; the most frequent is 0. */
    static String ofRank(int rank) {
        SplitMix64 random = new SplitMix64(SEED, rank);
        double kind = random.next();
        if (kind < 0.025) {
            return "O'" + word(random, 2);
        }
        return kind < 0.04 ? word(random, 1) + "-" + word(random, 2) : word(random, 2);
    }

    private static String word(SplitMix64 random, int syllables) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(any(ONSETS, random)).append(any(VOWELS, random)).append(any(CODAS, random));
        }
        word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
        return word.toString();
    }

    private static String any(String[] of, SplitMix64 random) {
        return of[(int) (random.next() * of.length)];
    }
}
