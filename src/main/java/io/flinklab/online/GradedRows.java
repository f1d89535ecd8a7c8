package io.flinklab.online;

import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import io.flinklab.streaming.ScoreRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * Scored examples whose label has come, as Flink rows: the fields of {@link ScoreRows#type}, then
 * {@code label}, 1 or 0, then each category of the example under its column's name. A name that an
 * earlier field has gets an underscore behind it, so that a category {@code score} is {@code
 * score_}. No field is ever null. Immutable.
 */
public final class GradedRows implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SCORE = 1;
    private static final int PREDICTION = 2;
    private static final int TIME = 5;
    private static final int LABEL = 7;

    private final List<String> categories;
    private final RowTypeInfo type;

    /** The rows of a schema's examples. */
    public GradedRows(Schema schema) {
        categories = new ArrayList<>(schema.categoryNames());
        RowTypeInfo scores = ScoreRows.type(schema);
        List<TypeInformation<?>> types = new ArrayList<>(Arrays.asList(scores.getFieldTypes()));
        List<String> names = new ArrayList<>(Arrays.asList(scores.getFieldNames()));
        types.add(Types.DOUBLE);
        names.add(free("label", names));
        for (Column category : schema.categories()) {
            types.add(Types.STRING);
            names.add(free(category.name(), names));
        }
        type =
                new RowTypeInfo(
                        types.toArray(TypeInformation<?>[]::new), names.toArray(String[]::new));
    }

    private static String free(String name, List<String> taken) {
        return taken.contains(name) ? free(name + "_", taken) : name;
    }

    /** The type of the rows. */
    public RowTypeInfo type() {
        return type;
    }

    /** The side output in which they are. */
    OutputTag<Row> tag() {
        return new OutputTag<>("graded", type);
    }

    /**
     * A row of {@link #type()}.
     *
     * @param scored a row of {@link ScoreRows#type}
     * @param label 1 or 0
     * @param texts the example's categories
     */
    public Row of(Row scored, double label, String[] texts) {
        Row row = new Row(type.getArity());
        for (int i = 0; i < LABEL; i++) {
            row.setField(i, scored.getField(i));
        }
        row.setField(LABEL, label);
        for (int i = 0; i < texts.length; i++) {
            row.setField(LABEL + 1 + i, texts[i]);
        }
        return row;
    }

    /** The score that the example got before it was learned from. */
    public double score(Row graded) {
        return graded.<Double>getFieldAs(SCORE);
    }

    /** What was predicted, 1 or 0. */
    public int prediction(Row graded) {
        return graded.<Integer>getFieldAs(PREDICTION);
    }

    /** The example's event time, milliseconds since 1970 UTC. */
    public long time(Row graded) {
        return graded.<Long>getFieldAs(TIME);
    }

    /** 1 or 0. */
    public double label(Row graded) {
        return graded.<Double>getFieldAs(LABEL);
    }

    /**
     * An example's category.
     *
     * @param column the name that the schema gives it
     * @throws IllegalArgumentException the schema has no such category
     */
    public String category(Row graded, String column) {
        return graded.getFieldAs(LABEL + 1 + position(column));
    }

    private int position(String column) {
        int position = categories.indexOf(column);
        if (position < 0) {
            throw new IllegalArgumentException(
                    "Expected one of the categories %s; found %s.".formatted(categories, column));
        }
        return position;
    }
}
