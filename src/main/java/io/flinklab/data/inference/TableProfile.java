package io.flinklab.data.inference;

import io.flinklab.data.Counted;
import io.flinklab.data.DataException;
import io.flinklab.data.DataFile;
import io.flinklab.data.DataFiles;
import io.flinklab.data.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the files of a table hold, column by column: one pass over every row, and none is kept. */
final class TableProfile {
    private final String wanted;
    private final Map<String, ColumnProfile> columns = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private ColumnNames names;
    private LabelProfile label;
    private long rows;

    private TableProfile(String wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads all rows of all files.
     *
     * @param label the label's column
     * @throws DataException a file cannot be read or lacks a column, or there is no row
     */
    static TableProfile read(DataFiles files, String label) {
        TableProfile profile = new TableProfile(label);
        List<DataFile> all = files.files();
        for (DataFile file : all) {
            profile.read(file, all.size() > 1);
        }
        if (profile.rows == 0) {
            throw new DataException.EmptyFile(
                    all.get(0).name()
                            + " has no row that has as many fields as the header. Expected at"
                            + " least one.");
        }
        return profile;
    }

    private void read(DataFile file, boolean mayBeEmpty) {
        try (RawRecords records = RawRecords.open(file.name(), file.open(), wanted)) {
            if (names == null) {
                begin(records.names(), file);
            }
            read(records);
            if (records.misfits() > 0) {
                notes.add(
                        ("%s: %s without the header's %s fields, the first in line %s. They"
                                        + " are left out here, and rejects of the other"
                                        + " commands.")
                                .formatted(
                                        file.name(),
                                        Counted.rows(records.misfits()),
                                        records.names().size(),
                                        records.firstMisfit()));
            }
        } catch (DataException.EmptyFile empty) {
            if (!mayBeEmpty) {
                throw empty;
            }
        } catch (IOException e) {
            throw DataException.unreadable(file.name(), e);
        }
    }

    private void begin(ColumnNames first, DataFile file) {
        names = first;
        label = new LabelProfile(first.named("the label", wanted));
        for (String name : first.all()) {
            if (!name.isEmpty()) {
                columns.put(name, new ColumnProfile(name));
            }
        }
        for (String spaced : first.spaced()) {
            notes.add(
                    ("%s: the header has spaces around %s; the schema names the column without"
                                    + " them, and each file may have it either way.")
                            .formatted(file.name(), Excerpt.quoted(spaced)));
        }
        int unnamed = first.size() - columns.size();
        if (unnamed > 0) {
            notes.add(
                    ("%s: %s without a name in the header %s left out of the schema; name it"
                                    + " to use it.")
                            .formatted(
                                    file.name(),
                                    unnamed == 1 ? "a column" : unnamed + " columns",
                                    unnamed == 1 ? "is" : "are"));
        }
    }

    private void read(RawRecords records) throws IOException {
        List<ColumnProfile> profiles = List.copyOf(columns.values());
        List<Integer> positions = records.names().positions(List.copyOf(columns.keySet()));
        int labelled = records.names().all().indexOf(labelName());
        for (String[] fields = records.next(); fields != null; fields = records.next()) {
            rows++;
            int value = label.add(fields[labelled]);
            for (int i = 0; i < profiles.size(); i++) {
                profiles.get(i).add(fields[positions.get(i)], value);
            }
        }
    }

    private String labelName() {
        return names.named("the label", wanted);
    }

    long rows() {
        return rows;
    }

    ColumnNames names() {
        return names;
    }

    LabelProfile label() {
        return label;
    }

    /** The columns that have a name, in the order of the first file. */
    List<ColumnProfile> columns() {
        return List.copyOf(columns.values());
    }

    /** What is odd about the files, in sentences. */
    List<String> notes() {
        return notes;
    }
}
