package io.flinklab.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A file's first record, checked.
 *
 * @param labelled whether the label column is there
 */
record Header(boolean labelled) {

    /** Reads up to the header, which may stand behind a {@code #}, as in the article's file. */
    static Header read(String file, RecordReader records, Labels labels) throws IOException {
        LogicalRecord record = records.next();
        while (record != null && record.isComment()) {
            List<String> names = fields(record.text().substring(1).strip());
            if (isHeader(names)) {
                return checked(file, names, labels);
            }
            record = records.next();
        }
        if (record == null) {
            throw new EmptyFileException(
                    file + " is empty. Expected a header, " + expected() + ", and a row a line.");
        }
        if (!record.defect().isEmpty()) {
            throw wrong(file, record, record.defect());
        }
        List<String> names = fields(record.text());
        if (!isHeader(names)) {
            throw wrong(file, record, HeaderProblem.describe(names, record.text()));
        }
        return checked(file, names, labels);
    }

    private static Header checked(String file, List<String> names, Labels labels) {
        boolean labelled = names.equals(CustomerSchema.COLUMNS);
        if (!labelled && labels == Labels.REQUIRED) {
            throw new DataException(
                    file
                            + " has no column 'Exited'. Expected it as column 14: without a label"
                            + " a file can be scored, but not trained on or evaluated.");
        }
        return new Header(labelled);
    }

    private static boolean isHeader(List<String> names) {
        return names.equals(CustomerSchema.COLUMNS) || names.equals(CustomerSchema.UNLABELLED);
    }

    private static List<String> fields(String text) {
        try {
            return Arrays.asList(new FieldSplitter().split(text));
        } catch (BadValue notFields) {
            return List.of();
        }
    }

    private static DataException wrong(String file, LogicalRecord found, String problem) {
        return new DataException(
                "%s, line %s: %s. Expected the header %s; found %s."
                        .formatted(
                                file,
                                found.line(),
                                problem,
                                expected(),
                                Excerpt.quoted(found.text())));
    }

    private static String expected() {
        return "'" + String.join(",", CustomerSchema.COLUMNS) + "'";
    }
}
