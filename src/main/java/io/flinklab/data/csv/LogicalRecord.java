package io.flinklab.data.csv;

/**
 * A record's text as it stands in the file.
 *
 * @param line its first line, from 1
 * @param text all of it, line breaks inside quotes included, the final one not
 * @param defect why it cannot be parsed, empty if it can
 */
public record LogicalRecord(long line, String text, String defect) {

    public boolean isComment() {
        return defect.isEmpty() && text.startsWith("#");
    }
}
