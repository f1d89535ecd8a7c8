package io.flinklab.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Hashes rows as Flink ML's FeatureHasher does, to the last bit. */
public final class FeatureHashing {
    /** A {@code String} of two-byte characters is hashed two of them at a time. */
    private static final int CHARACTER_BITS = 16;

    private final int size;
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Integer> numberPositions = new ArrayList<>();
    private final List<Integer> categories = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();

    /**
     * @param isText whether a column, by name, holds texts
     */
    public FeatureHashing(FittedStage.FeatureHasher stage, Predicate<String> isText) {
        size = stage.size();
        for (int i = 0; i < stage.inputs().size(); i++) {
            String name = stage.inputs().get(i);
            if (isText.test(name) || stage.categorical().contains(name)) {
                categories.add(i);
                prefixes.add(name + "=");
            } else {
                numbers.add(i);
                numberPositions.add(position(name));
            }
        }
    }

    /**
     * The features of a row.
     *
     * @param values of the stage's inputs, in their order: Double or String
     */
    public FeatureVector of(Object[] values) {
        FeatureVector features = new FeatureVector(size);
        for (int i = 0; i < numbers.size(); i++) {
            features.add(numberPositions.get(i), (Double) values[numbers.get(i)]);
        }
        for (int i = 0; i < categories.size(); i++) {
            features.add(position(prefixes.get(i) + values[categories.get(i)]), 1);
        }
        return features;
    }

    /** The elements that numbers go to, ascending, each once. */
    public int[] numberPositions() {
        return numberPositions.stream().mapToInt(each -> each).sorted().distinct().toArray();
    }

    private int position(String text) {
        return Math.floorMod(Math.abs(murmur3(text)), size);
    }

    /**
     * MurmurHash3 (x86, 32 bits, seed 0; Austin Appleby, public domain) of a text's UTF-16 code
     * units, the lower byte of each first.
     */
    static int murmur3(String text) {
        int hash = 0;
        int even = text.length() & ~1;
        for (int i = 0; i < even; i += 2) {
            hash ^= mixed(text.charAt(i) | text.charAt(i + 1) << CHARACTER_BITS);
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        if (even < text.length()) {
            hash ^= mixed(text.charAt(even));
        }
        hash ^= 2 * text.length();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
