package io.flinklab.data.csv;

import io.flinklab.data.BadValue;
import io.flinklab.data.Column;
import io.flinklab.data.DataException;
import io.flinklab.data.Excerpt;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.RecordReader.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a file's records hold the schema's columns.
 *
 * @param text the header as it stands in the file; empty for records without one
 * @param positions for each column of the schema its field, or -1 where a record has none
 * @param fields how many fields a record has
 * @param labelled whether the label column is there
 * @param notes what was forgiven and what is ignored, in sentences
 */
public record Header(
        String text, int[] positions, int fields, boolean labelled, List<String> notes) {
    private static final int NONE = -1;

    /** Reads up to the header, which may stand behind a {@code #}, as in the article's file. */
    static Header read(String file, RecordReader records, Schema schema, Labels labels)
            throws IOException {
        RawRecord record = records.next();
        while (record != null && record.isComment()) {
            String text = record.text().substring(1).strip();
            if (Matching.of(schema, fields(text)).isComplete()) {
                return of(file, text, schema, labels);
            }
            record = records.next();
        }
        if (record == null) {
            throw new DataException.EmptyFile(
                    file
                            + " is empty. Expected a header, "
                            + expected(schema)
                            + ", and a row a line.");
        }
        if (!record.defect().isEmpty()) {
            throw wrong(file, record, schema, record.defect());
        }
        Matching found = Matching.of(schema, fields(record.text()));
        if (!found.isComplete()) {
            throw wrong(file, record, schema, HeaderProblem.describe(found, record.text(), schema));
        }
        return of(file, record.text(), schema, labels);
    }

    /** The columns of a header's text, which was found to hold all that are needed. */
    static Header of(String text, Schema schema) {
        return of("", text, schema, Labels.OPTIONAL);
    }

    /** Records without a header: the schema's columns in its order, with or without the label. */
    static Header none(Schema schema, boolean labelled) {
        int[] positions = new int[schema.columns().size()];
        int next = 0;
        for (int i = 0; i < positions.length; i++) {
            boolean absent = !labelled && schema.columns().get(i) instanceof Column.Label;
            positions[i] = absent ? NONE : next++;
        }
        return new Header("", positions, next, labelled, List.of());
    }

    private static Header of(String file, String text, Schema schema, Labels labels) {
        List<String> names = fields(text);
        Matching found = Matching.of(schema, names);
        boolean labelled =
                schema.label().isPresent()
                        && found.positions[schema.names().indexOf(schema.requireLabel().name())]
                                != NONE;
        if (!labelled && labels == Labels.REQUIRED) {
            throw new DataException(
                    "%s has no column %s. Without a label a file can be scored, but not trained on"
                                    .formatted(
                                            file,
                                            schema.label()
                                                    .map(label -> "'" + label.name() + "'")
                                                    .orElse("with a label in its schema"))
                            + " or evaluated.");
        }
        return new Header(text, found.positions, names.size(), labelled, found.notes(file));
    }

    private static List<String> fields(String text) {
        try {
            return Arrays.asList(RecordReader.fields(text));
        } catch (BadValue notFields) {
            return List.of();
        }
    }

    private static DataException wrong(
            String file, RawRecord found, Schema schema, String problem) {
        return new DataException(
                "%s, line %s: %s. Expected a header with the columns %s, in any order; found %s."
                        .formatted(
                                file,
                                found.line(),
                                problem,
                                expected(schema),
                                Excerpt.quoted(found.text())));
    }

    private static String expected(Schema schema) {
        return "'" + String.join(",", schema.names()) + "'";
    }

    /** The columns of a schema, as a header has them. */
    static final class Matching {
        private final Schema schema;
        private final List<String> names;
        private final int[] positions;
        private final Map<String, String> forgiven = new TreeMap<>();

        private Matching(Schema schema, List<String> names) {
            this.schema = schema;
            this.names = names;
            positions = new int[schema.columns().size()];
        }

        static Matching of(Schema schema, List<String> names) {
            Matching matching = new Matching(schema, names);
            Map<String, List<Integer>> plain = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                plain.computeIfAbsent(plain(names.get(i)), none -> new ArrayList<>()).add(i);
            }
            for (int i = 0; i < matching.positions.length; i++) {
                matching.positions[i] = matching.position(schema.names().get(i), plain);
            }
            return matching;
        }

        /** The field of that very name, or the only one that differs in case and spaces alone. */
        private int position(String name, Map<String, List<Integer>> plain) {
            List<Integer> same =
                    plain.getOrDefault(plain(name), List.of()).stream()
                            .filter(i -> names.get(i).equals(name))
                            .toList();
            if (!same.isEmpty()) {
                return same.size() == 1 ? same.get(0) : NONE;
            }
            List<Integer> similar =
                    plain.getOrDefault(plain(name), List.of()).stream()
                            .filter(i -> !schema.names().contains(names.get(i)))
                            .toList();
            long rivals =
                    schema.names().stream().filter(each -> plain(each).equals(plain(name))).count();
            if (similar.size() != 1 || rivals != 1) {
                return NONE;
            }
            forgiven.put(name, names.get(similar.get(0)));
            return similar.get(0);
        }

        /** The names in the header; none where it cannot be split into fields. */
        List<String> names() {
            return names;
        }

        boolean isComplete() {
            return missing().isEmpty();
        }

        /** The columns that a record cannot do without and the header does not have. */
        List<String> missing() {
            List<String> missing = new ArrayList<>();
            for (int i = 0; i < positions.length; i++) {
                Column column = schema.columns().get(i);
                boolean optional =
                        column instanceof Column.Label || column instanceof Column.Ignored;
                if (positions[i] == NONE && !optional) {
                    missing.add(column.name());
                }
            }
            return missing;
        }

        /** How often the header has this very name. */
        long count(String name) {
            return names.stream().filter(name::equals).count();
        }

        List<String> notes(String file) {
            List<String> notes = new ArrayList<>();
            forgiven.forEach(
                    (name, found) ->
                            notes.add(
                                    "%s: the column %s is read as '%s'"
                                            .formatted(file, Excerpt.quoted(found), name)));
            List<String> others = new ArrayList<>(names);
            for (int position : positions) {
                if (position != NONE) {
                    others.remove(names.get(position));
                }
            }
            if (!others.isEmpty()) {
                notes.add(
                        "%s: %s %s ignored, which the schema does not name: %s"
                                .formatted(
                                        file,
                                        others.size(),
                                        others.size() == 1 ? "column is" : "columns are",
                                        String.join(
                                                ", ",
                                                others.stream().map(Excerpt::quoted).toList())));
            }
            return notes;
        }

        private static String plain(String name) {
            return name.strip().toLowerCase(Locale.ROOT);
        }
    }
}
