package io.flinklab.interchange;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.UnseenCategoryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A scorer whose model takes many examples at once. It applies the metadata's rules for missing
 * values and unseen categories before the model sees an example. Closing waits for scorings that
 * are under way.
 */
public abstract class BatchScorer implements Scorer {
    /** What the model reads and predicts. */
    protected final Schema schema;

    private final ExportMetadata metadata;
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    /** A scorer of a model with this metadata. */
    protected BatchScorer(Schema schema, ExportMetadata metadata) {
        this.schema = schema;
        this.metadata = metadata;
    }

    /**
     * The probabilities of a positive label, in the examples' order. Called by many threads at
     * once.
     *
     * @param examples one or more, with finite numbers, NaN where the model imputes the column, and
     *     texts that are there
     * @throws IllegalArgumentException the model cannot score one of them
     */
    protected abstract double[] probabilities(List<Example> examples);

    /** Releases the model's native memory; called once, when nothing is being scored. */
    protected abstract void release();

    @Override
    public final Schema schema() {
        return schema;
    }

    @Override
    public final double threshold() {
        return metadata.threshold();
    }

    @Override
    public final ScoreMeaning meaning() {
        return metadata.meaning();
    }

    @Override
    public final List<KnownCategories> categories() {
        return metadata.categories();
    }

    @Override
    public final double score(Example example) {
        return predict(example)
                .map(Prediction::score)
                .orElseThrow(() -> UnseenCategoryException.skipped(example));
    }

    @Override
    public final Optional<Prediction> predict(Example example) {
        Scores scores = score(List.of(example));
        return scores.isSkipped(0) ? Optional.empty() : Optional.of(prediction(scores.get(0)));
    }

    @Override
    public final Scores score(List<Example> examples) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("Expected an open scorer; this one was closed.");
            }
            return checkedScores(examples);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public final void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                release();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private Scores checkedScores(List<Example> examples) {
        List<Example> known = new ArrayList<>(examples.size());
        int[] places = new int[examples.size()];
        for (int i = 0; i < places.length; i++) {
            if (isScored(examples.get(i))) {
                places[known.size()] = i;
                known.add(examples.get(i));
            }
        }
        double[] scores = new double[places.length];
        Arrays.fill(scores, Double.NaN);
        if (!known.isEmpty()) {
            double[] found = probabilities(known);
            for (int i = 0; i < found.length; i++) {
                scores[places[i]] = probability(found[i], known.get(i));
            }
        }
        return new Scores(scores);
    }

    /** Whether the model scores the example; false where it skips it. */
    private boolean isScored(Example example) {
        requireWhole(example);
        for (KnownCategories column : metadata.categories()) {
            Object value = column.value(schema, example);
            boolean unseen = !column.known().contains(value.toString());
            if (unseen && column.unseen() == UnseenCategory.ERROR) {
                throw new UnseenCategoryException(column.column(), value, column.known());
            } else if (unseen && column.unseen() == UnseenCategory.SKIP) {
                return false;
            }
        }
        return true;
    }

    private void requireWhole(Example example) {
        for (int i = 0; i < schema.numbers().size(); i++) {
            double number = example.number(i);
            String column = schema.numberNames().get(i);
            boolean isImputed = Double.isNaN(number) && metadata.imputed().contains(column);
            if (!Double.isFinite(number) && !isImputed) {
                throw missing(column, "a finite number", number);
            }
        }
        for (int i = 0; i < schema.categoryNames().size(); i++) {
            if (example.text(i) == null) {
                throw missing(schema.categoryNames().get(i), "a text", null);
            }
        }
    }

    private static IllegalArgumentException missing(String column, String expected, Object found) {
        return new IllegalArgumentException(
                "%s: expected %s; found %s. Correct the row before it is scored."
                        .formatted(column, expected, found));
    }

    private static double probability(double found, Example example) {
        if (!(found >= 0 && found <= 1)) {
            throw new IllegalArgumentException(
                    "Expected a probability from the model, 0 to 1; found %s for %s."
                            .formatted(found, example));
        }
        return found;
    }
}
