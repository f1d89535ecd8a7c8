package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.streaming.ParsedStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * A few customers and labels in two streams, each message on a day, and what becomes of each when
 * they are joined.
 */
public final class LateLabels {
    private static final String ROWS = "rows";
    private static final String LABELS = "labels";

    private final List<Example> customers;
    private final List<Message> messages = new ArrayList<>();

    /**
     * A message.
     *
     * @param day of the event, from 0
     * @param origin which stream it is of
     * @param customer from 1
     * @param place among all messages, from 0
     */
    private record Message(int day, String origin, int customer, long place, Row event) {}

    /** Nothing has come yet of these labelled customers. */
    public LateLabels(List<Example> customers) {
        this.customers = customers;
    }

    /**
     * A customer comes, without the label.
     *
     * @param customer which one, from 1
     * @return this
     */
    public LateLabels row(int day, int customer) {
        Example example = customers.get(customer - 1).withLabel(Double.NaN);
        return add(day, ROWS, customer, example);
    }

    /** The label of a customer comes. */
    public LateLabels label(int day, int customer) {
        Example whole = customers.get(customer - 1);
        Example label = new Example(whole.key(), new double[0], new String[0], whole.label());
        return add(day, LABELS, customer, label);
    }

    private LateLabels add(int day, String origin, int customer, Example example) {
        long time = Duration.ofDays(day).toMillis();
        int place = messages.size();
        Row event = EventRows.of(example, origin, place, time, "");
        messages.add(new Message(day, origin, customer, place, event));
        return this;
    }

    /** The customers in a job. */
    public ParsedStream rows(StreamExecutionEnvironment job) {
        return stream(job, ROWS);
    }

    /** Their labels. */
    public ParsedStream labels(StreamExecutionEnvironment job) {
        return stream(job, LABELS);
    }

    private ParsedStream stream(StreamExecutionEnvironment job, String origin) {
        List<Row> rows =
                messages.stream()
                        .filter(message -> message.origin().equals(origin))
                        .map(Message::event)
                        .toList();
        DataStream<Row> stream =
                job.fromCollection(rows, EventRows.TYPE)
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<Row>forMonotonousTimestamps()
                                        .withTimestampAssigner((row, none) -> EventRows.time(row)));
        return new ParsedStream(stream, job.fromCollection(List.of(), RejectRows.TYPE));
    }

    /**
     * One line for each message, by day: the day, row or label, which customer, what became of it.
     *
     * @param changes examples that {@link io.flinklab.online.LabelJoin} made of the two streams
     * @param rejects the rejects that it made
     */
    public List<List<Object>> outcomes(Iterator<Row> changes, Iterator<Row> rejects) {
        Map<String, String> outcomes = new HashMap<>();
        changes.forEachRemaining(
                change ->
                        words(change)
                                .ifPresent(
                                        words ->
                                                outcomes.merge(
                                                        EventRows.origin(change)
                                                                + EventRows.position(change),
                                                        words,
                                                        LateLabels::joined)));
        rejects.forEachRemaining(
                reject ->
                        outcomes.merge(
                                reject.<String>getFieldAs("origin")
                                        + reject.<Long>getFieldAs("position"),
                                "kept aside: " + reject.getFieldAs("reason"),
                                LateLabels::joined));
        return messages.stream()
                .sorted(Comparator.comparingInt(Message::day))
                .map(message -> line(message, outcomes))
                .toList();
    }

    private static List<Object> line(Message message, Map<String, String> outcomes) {
        String outcome =
                outcomes.getOrDefault(message.origin() + message.place(), "joined with its row");
        return List.of(
                message.day(),
                message.origin().equals(ROWS) ? "row" : "label",
                message.customer(),
                outcome);
    }

    private static String joined(String one, String other) {
        return one.startsWith("scored") ? one + ", " + other : other + ", " + one;
    }

    /** Of a row that is deleted, its reject says more. */
    private Optional<String> words(Row change) {
        return switch (change.getKind()) {
            case INSERT -> Optional.of("scored");
            case UPDATE_AFTER -> Optional.of("learned");
            default -> Optional.empty();
        };
    }
}
