package io.flinklab.flinkml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.types.Row;

/**
 * The rows that every stage is fitted on and transforms: a column of each kind that a stage of
 * Flink ML reads. The features fall into two groups, which the label tells apart.
 */
final class SixRows {
    /** The column that tells the rows apart, 0 to 5. */
    static final String ID = "id";

    static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.LONG,
                        Types.STRING,
                        Types.STRING,
                        Types.OBJECT_ARRAY(Types.STRING),
                        Types.LONG,
                        Types.LONG,
                        Types.INT,
                        Types.DOUBLE,
                        Types.DOUBLE,
                        DenseVectorTypeInfo.INSTANCE,
                        Types.DOUBLE,
                        Types.DOUBLE
                    },
                    new String[] {
                        ID,
                        "category",
                        "text",
                        "words",
                        "user",
                        "item",
                        "index",
                        "number",
                        "score",
                        "features",
                        "label",
                        "weight"
                    });

    /** The rows as they are. */
    static final List<Row> USUAL =
            List.of(
                    row(0, "a", "Fox hen", 1, 10, 0, 1.5, .10, features(.1, .2), 0, 1),
                    row(1, "b", "fox Hen", 1, 11, 1, 2.0, .60, features(.2, .2), 0, 2),
                    row(2, "c", "Fox fox", 2, 10, 2, 3.0, .30, features(.3, .4), 0, 1),
                    row(3, "a", "red HEN", 2, 11, 0, 4.0, .80, features(.8, .9), 1, 2),
                    row(4, "b", "The fox", 3, 10, 1, 7.0, .40, features(.9, 1.), 1, 1),
                    row(5, "a", "hen red", 3, 11, 2, 9.0, .90, features(1., .9), 1, 2));

    /** The row of {@link #WITH_NAN} that differs. */
    static final long NAN_ID = 2;

    /** The same rows, but one has NaN as its number, its score and its first feature. */
    static final List<Row> WITH_NAN = withNaN();

    /** The others. */
    static final List<Row> WITHOUT_THAT_ROW =
            USUAL.stream().filter(row -> !row.getField(0).equals(NAN_ID)).toList();

    private SixRows() {}

    private static Row row(
            long id,
            String category,
            String text,
            long user,
            long item,
            int index,
            double number,
            double score,
            DenseVector features,
            double label,
            double weight) {
        Object words = text.toLowerCase(Locale.ROOT).split(" ");
        return Row.of(
                id, category, text, words, user, item, index, number, score, features, label,
                weight);
    }

    private static DenseVector features(double... values) {
        return Vectors.dense(values);
    }

    private static List<Row> withNaN() {
        List<Row> rows = new ArrayList<>(USUAL);
        Row row = Row.copy(rows.get((int) NAN_ID));
        row.setField(TYPE.getFieldIndex("number"), Double.NaN);
        row.setField(TYPE.getFieldIndex("score"), Double.NaN);
        row.setField(TYPE.getFieldIndex("features"), features(Double.NaN, .4));
        rows.set((int) NAN_ID, row);
        return Collections.unmodifiableList(rows);
    }
}
