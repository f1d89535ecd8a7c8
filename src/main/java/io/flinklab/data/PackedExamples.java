package io.flinklab.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.ToDoubleFunction;

/**
 * Examples of one schema in a few bytes each, without loss, for tables that are read whole: a bank
 * customer takes 20 bytes here, and some 250 as an {@link Example}. Whoever asks for an example
 * gets a new one. Not to be changed once it was filled.
 */
public final class PackedExamples extends AbstractList<Example> implements RandomAccess {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final int numbers;
    private final List<Dictionary> dictionaries;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Example> open = new ArrayList<>();

    /** None yet, of this schema. */
    public PackedExamples(Schema schema) {
        numbers = schema.numbers().size();
        dictionaries = schema.categories().stream().map(column -> new Dictionary()).toList();
    }

    /** Takes one more, and is full with 2^31 - 1. */
    @Override
    public boolean add(Example example) {
        open.add(example);
        if (open.size() == CHUNK) {
            chunks.add(pack());
            open.clear();
        }
        return true;
    }

    @Override
    public Example get(int position) {
        int chunk = position >> CHUNK_BITS;
        int within = position & (CHUNK - 1);
        return chunk == chunks.size() ? open.get(within) : chunks.get(chunk).example(within);
    }

    /** The key of the example at a position, null where it has none. */
    public Comparable<?> key(int position) {
        int chunk = position >> CHUNK_BITS;
        int within = position & (CHUNK - 1);
        return chunk == chunks.size() ? open.get(within).key() : chunks.get(chunk).keys.get(within);
    }

    @Override
    public int size() {
        return (chunks.size() << CHUNK_BITS) + open.size();
    }

    /** Those at some positions, in that order, without a copy of them. */
    public List<Example> at(int[] positions) {
        return new Selection(this, positions);
    }

    private Chunk pack() {
        PackedDoubles[] columns = new PackedDoubles[numbers];
        for (int i = 0; i < numbers; i++) {
            int column = i;
            columns[i] = packed(example -> example.number(column));
        }
        PackedDoubles[] texts = new PackedDoubles[dictionaries.size()];
        for (int i = 0; i < texts.length; i++) {
            int column = i;
            texts[i] = packed(example -> dictionaries.get(column).code(example.text(column)));
        }
        return new Chunk(dictionaries, keys(), columns, texts, packed(Example::label));
    }

    private PackedDoubles packed(ToDoubleFunction<Example> column) {
        double[] values = new double[open.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.applyAsDouble(open.get(i));
        }
        return PackedDoubles.of(values, values.length);
    }

    private Keys keys() {
        if (open.stream().allMatch(example -> example.key() instanceof Long)) {
            long[] keys = open.stream().mapToLong(example -> (Long) example.key()).toArray();
            return PackedLongs.of(keys, keys.length)::get;
        }
        Comparable<?>[] keys = open.stream().map(Example::key).toArray(Comparable[]::new);
        return position -> keys[position];
    }

    private interface Keys {
        Comparable<?> get(int position);
    }

    /** The texts of a column, each once. */
    private static final class Dictionary {
        private static final int FEW = 8;

        private final List<String> texts = new ArrayList<>();
        private final Map<String, Integer> codes = new HashMap<>();

        int code(String text) {
            // Whoever reads rows gives the same object for the same text.
            for (int code = 0; code < Math.min(FEW, texts.size()); code++) {
                if (texts.get(code) == text) {
                    return code;
                }
            }
            Integer known = codes.putIfAbsent(text, texts.size());
            if (known != null) {
                return known;
            }
            texts.add(text);
            return texts.size() - 1;
        }
    }

    private record Chunk(
            List<Dictionary> dictionaries,
            Keys keys,
            PackedDoubles[] numbers,
            PackedDoubles[] texts,
            PackedDoubles labels) {

        Example example(int position) {
            double[] values = new double[numbers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers[i].get(position);
            }
            String[] categories = new String[texts.length];
            for (int i = 0; i < categories.length; i++) {
                categories[i] = dictionaries.get(i).texts.get((int) texts[i].get(position));
            }
            return new Example(keys.get(position), values, categories, labels.get(position));
        }
    }

    private static final class Selection extends AbstractList<Example> implements RandomAccess {
        private final PackedExamples all;
        private final int[] positions;

        Selection(PackedExamples all, int[] positions) {
            this.all = all;
            this.positions = positions;
        }

        @Override
        public Example get(int index) {
            return all.get(positions[index]);
        }

        @Override
        public int size() {
            return positions.length;
        }
    }
}
