package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.online.DriftAlarms;
import io.flinklab.online.GradedRows;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.streaming.ScoredStream;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/** Scores labelled examples with one model that never changes, and keeps the label beside it. */
public final class FrozenModel extends RichMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final ServedModel model;
    private final GradedRows grades;
    private transient Scorer scorer;

    private FrozenModel(ServedModel model) {
        this.model = model;
        grades = new GradedRows(model.schema());
    }

    /**
     * The examples with their scores.
     *
     * @param model a pipeline that scores every category
     * @param examples labelled rows of {@link EventRows#TYPE}
     * @return rows of {@link GradedRows#type}, in the examples' order
     */
    public static DataStream<Row> graded(ServedModel model, DataStream<Row> examples) {
        FrozenModel frozen = new FrozenModel(model);
        return examples.map(frozen).returns(frozen.grades.type()).name("score and label");
    }

    /**
     * The alarms of all watches on a stream that a frozen model scores.
     *
     * @param drift the watches
     * @param scored what the model made of the stream's labelled rows
     * @return rows of {@link io.flinklab.online.AlarmRows#TYPE}, in no order
     */
    public static DataStream<Row> alarms(
            DriftAlarms drift, ServedModel model, ScoredStream scored) {
        return drift.ofInputs(scored)
                .union(drift.ofScores(scored), drift.ofOutcomes(graded(model, scored.examples())));
    }

    @Override
    public void open(Configuration none) {
        scorer = Scorer.of(model.schema(), model.pipeline());
    }

    @Override
    public Row map(Row event) {
        Example example = EventRows.example(event);
        Prediction prediction = scorer.prediction(scorer.score(example));
        Row scored =
                ScoreRows.of(
                        event,
                        prediction.score(),
                        prediction.prediction(),
                        model.version(),
                        model.sha256(),
                        EventRows.time(event));
        return grades.of(scored, example.label(), example.sharedTexts());
    }
}
