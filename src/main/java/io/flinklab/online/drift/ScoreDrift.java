package io.flinklab.online.drift;

import io.flinklab.data.sketch.NumberSketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Compares the scores of each window of rows with those of the rows that measured the model, by the
 * population stability index and the Kolmogorov-Smirnov distance. Scores of the training rows
 * themselves would not do: a model knows those rows, and is surer of them.
 */
public final class ScoreDrift implements DriftWatch {
    private final double[] edges;
    private final TableWindow window;

    /**
     * A watch of scores.
     *
     * @param sketch of scores
     */
    public ScoreDrift(NumberSketch sketch, DriftOptions options) {
        edges = sketch.edges().stream().mapToDouble(Double::doubleValue).toArray();
        window = new TableWindow(Alarm.SCORE, List.of(ColumnWindow.of(sketch, false)), options);
    }

    /**
     * Takes the next row's score.
     *
     * @param time of the row, milliseconds since 1970 UTC
     */
    public List<Alarm> add(double score, long time) {
        window.column(0).add(NumberSketch.interval(edges, score));
        return window.add(time);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        window.write(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        window.restore(in);
    }
}
