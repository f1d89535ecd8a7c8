package io.flinklab.data.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.data.Column;
import io.flinklab.data.Counted;
import io.flinklab.data.DataException;
import io.flinklab.data.DataFiles;
import io.flinklab.data.LeftOut;
import io.flinklab.data.Schema;
import io.flinklab.data.json.SchemaJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schema that was read off a table.
 *
 * @param schema what the other commands take
 * @param json the same as its file holds it, with what was seen in each column
 * @param rows how many rows were read
 * @param warnings what to look at before the schema is used, in sentences
 * @param labelNote which value of the label counts as positive and why, in a sentence
 * @param leftOut what a directory has that was not read
 */
public record InferredSchema(
        Schema schema,
        JsonNode json,
        long rows,
        List<String> warnings,
        String labelNote,
        LeftOut leftOut) {
    private static final double RARE = 0.05;
    private static final int ENOUGH = 10;

    /**
     * Reads every row of a file, or of the files of a directory as {@link DataFiles} finds them, in
     * one pass. No row is kept: memory depends on the number of columns alone.
     *
     * @throws DataException a file cannot be read, or has other columns than the first; or the
     *     options name a column or a value that is not there, or a label without two values
     */
    public static InferredSchema of(Path fileOrDirectory, Options options) {
        DataFiles files = DataFiles.of(fileOrDirectory);
        return of(TableProfile.read(files, options.label()), options, files.leftOut());
    }

    private static InferredSchema of(TableProfile table, Options options, LeftOut leftOut) {
        Column.Label label = table.label().column(options.positive());
        List<ColumnProposal> proposals = proposals(table, label, options);
        List<String> warnings = new ArrayList<>(table.notes());
        warnings.addAll(labelWarnings(table, label));
        proposals.forEach(proposal -> warnings.addAll(proposal.warnings()));
        List<Column> columns = proposals.stream().map(ColumnProposal::column).toList();
        requireFeature(columns, warnings);
        return new InferredSchema(
                Schema.of(columns),
                json(proposals),
                table.rows(),
                List.copyOf(warnings),
                labelNote(table, label, options),
                leftOut);
    }

    private static List<ColumnProposal> proposals(
            TableProfile table, Column.Label label, Options options) {
        String key = options.key().isEmpty() ? "" : table.names().named("--key", options.key());
        Set<String> ignored = new TreeSet<>();
        options.ignored().forEach(name -> ignored.add(table.names().named("--ignore", name)));
        requireApart(key, label.name(), ignored);
        boolean enoughLabels =
                table.label().counts().values().stream().allMatch(count -> count >= ENOUGH);
        List<ColumnProposal> proposals = new ArrayList<>();
        for (ColumnProfile profile : table.columns()) {
            if (profile.name().equals(label.name())) {
                proposals.add(ColumnProposal.label(label, profile));
            } else if (profile.name().equals(key)) {
                proposals.add(ColumnProposal.key(profile));
            } else if (ignored.contains(profile.name())) {
                proposals.add(ColumnProposal.ignored(profile));
            } else {
                proposals.add(ColumnProposal.of(profile, enoughLabels));
            }
        }
        return proposals;
    }

    private static void requireApart(String key, String label, Set<String> ignored) {
        if (key.equals(label)) {
            throw new DataException(
                    "Expected two columns for --key and --label, found '%s' for both."
                            .formatted(key));
        }
        for (String name : ignored) {
            if (name.equals(key) || name.equals(label)) {
                throw new DataException(
                        ("Column '%s' is the %s, and --ignore names it. Leave it out of one of"
                                        + " the two.")
                                .formatted(name, name.equals(key) ? "key" : "label"));
            }
        }
    }

    private static void requireFeature(List<Column> columns, List<String> warnings) {
        if (columns.stream().noneMatch(Column.Feature.class::isInstance)) {
            throw new DataException(
                    "No column is left that a model could learn from. Expected at least one"
                            + " beside the key and the label. "
                            + String.join(" ", warnings));
        }
    }

    private static List<String> labelWarnings(TableProfile table, Column.Label label) {
        List<String> warnings = new ArrayList<>();
        long missing = table.label().missing();
        if (missing > 0) {
            warnings.add(
                    ("The label '%s' is missing in %s: rejects where a label is needed. Remove"
                                    + " them, or score them later.")
                            .formatted(label.name(), Counted.rows(missing)));
        }
        long known = table.rows() - missing;
        String rarer = rarer(table, label);
        long rare = table.label().counts().get(rarer);
        if (rare < RARE * known) {
            warnings.add(
                    ("Only %s of %s (%s) have '%s' as the label '%s': a strong imbalance."
                                    + " Accuracy says little here; judge by AUROC and the"
                                    + " costs of the two errors, and see that the test part"
                                    + " has enough of them.")
                            .formatted(
                                    rare,
                                    Counted.rows(known),
                                    Counted.percent((double) rare / known),
                                    rarer,
                                    label.name()));
        }
        return warnings;
    }

    private static String rarer(TableProfile table, Column.Label label) {
        long positive = table.label().counts().get(label.positive());
        return positive <= table.label().counts().get(label.negative())
                ? label.positive()
                : label.negative();
    }

    private static String labelNote(TableProfile table, Column.Label label, Options options) {
        long positive = table.label().counts().get(label.positive());
        long negative = table.label().counts().get(label.negative());
        return "label '%s': '%s' counts as positive, %s of %s (%s); '%s' as negative%s"
                .formatted(
                        label.name(),
                        label.positive(),
                        positive,
                        Counted.rows(positive + negative),
                        Counted.percent((double) positive / (positive + negative)),
                        label.negative(),
                        options.positive().isEmpty()
                                ? ". '%s' was chosen because %s; --positive VALUE chooses another"
                                        .formatted(label.positive(), table.label().reason(label))
                                : "");
    }

    private static JsonNode json(List<ColumnProposal> proposals) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (ColumnProposal proposal : proposals) {
            ObjectNode column = SchemaJson.write(proposal.column());
            json.withArray(SchemaJson.COLUMNS).add(column.set(SchemaJson.SEEN, proposal.seen()));
        }
        return json;
    }

    /**
     * Writes the schema file, a column a line.
     *
     * @throws DataException it cannot be written
     */
    public void write(Path file) {
        SchemaJson.write(json, file);
    }

    /**
     * What the rows of a table cannot tell.
     *
     * @param label the column to predict
     * @param positive its value that counts as 1; empty if the table shall decide
     * @param key the column that tells rows apart; empty if there is none
     * @param ignored columns that are not read
     */
    public record Options(String label, String positive, String key, List<String> ignored) {

        /** Copies the list. */
        public Options {
            ignored = List.copyOf(ignored);
        }

        /** The label; the table decides the rest. */
        public static Options label(String label) {
            return new Options(label, "", "", List.of());
        }

        /** The same with a value that counts as 1. */
        public Options withPositive(String value) {
            return new Options(label, value, key, ignored);
        }

        /** The same with a key. */
        public Options withKey(String column) {
            return new Options(label, positive, column, ignored);
        }

        /** The same with columns that are not read. */
        public Options withIgnored(String... columns) {
            return new Options(label, positive, key, List.of(columns));
        }
    }
}
