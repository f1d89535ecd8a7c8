package io.flinklab.data.inference;

import io.flinklab.data.DataException;
import io.flinklab.data.Excerpt;
import io.flinklab.data.NearestName;
import io.flinklab.data.csv.HeaderProblem;
import io.flinklab.data.csv.RecordReader.RawRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names in a file's header, without the spaces around them. */
final class ColumnNames {
    private final String file;
    private final List<String> names;
    private final List<String> spaced;

    ColumnNames(String file, List<String> header) {
        this.file = file;
        names = header.stream().map(String::strip).toList();
        spaced = header.stream().filter(name -> !name.equals(name.strip())).toList();
    }

    int size() {
        return names.size();
    }

    /** All names in the order of the file; that of a column without a name is empty. */
    List<String> all() {
        return names;
    }

    /** The columns whose name has spaces around it in the file. */
    List<String> spaced() {
        return spaced;
    }

    /** Whether there is a column of this name, in whatever case. */
    boolean has(String name) {
        return names.stream().anyMatch(each -> each.equalsIgnoreCase(name.strip()));
    }

    /**
     * The column that an option names: that very one, or the only one that differs in case alone.
     *
     * @throws DataException there is none
     */
    String named(String option, String name) {
        if (names.contains(name)) {
            return name;
        }
        List<String> similar =
                names.stream().filter(each -> each.equalsIgnoreCase(name.strip())).toList();
        if (similar.size() == 1) {
            return similar.get(0);
        }
        String hint = NearestName.hint(name, names);
        throw new DataException(
                "%s: expected one of the file's columns for %s, found %s%s The columns are %s."
                        .formatted(
                                file,
                                option,
                                Excerpt.quoted(name),
                                hint.isEmpty() ? "." : hint,
                                Excerpt.quoted(String.join(",", names))));
    }

    /**
     * Passes if this is a header with the label's column.
     *
     * @throws DataException it is none
     */
    void requireLabel(String label, RawRecord header) {
        if (!has(label)) {
            throw HeaderProblem.separator(header.text(), 2, size())
                    .or(() -> HeaderProblem.noHeader(names))
                    .map(problem -> wrong(header, label, problem))
                    .orElseGet(() -> missing(label));
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name) && !name.isEmpty()) {
                throw wrong(header, label, "the header has the column '" + name + "' twice");
            }
        }
    }

    private DataException missing(String label) {
        try {
            named("the label", label);
            throw new IllegalStateException(label);
        } catch (DataException missing) {
            return missing;
        }
    }

    private DataException wrong(RawRecord header, String label, String problem) {
        return new DataException(
                "%s, line %s: %s. Expected a header with the column '%s', found %s."
                        .formatted(
                                file,
                                header.line(),
                                problem,
                                label,
                                Excerpt.quoted(header.text())));
    }

    /**
     * Where the columns of another file stand in this one.
     *
     * @throws DataException one of them is not here
     */
    List<Integer> positions(List<String> columns) {
        List<Integer> positions = new ArrayList<>();
        for (String column : columns) {
            if (!names.contains(column)) {
                throw new DataException(
                        ("%s has no column '%s', as the first file has. Expected the same"
                                        + " columns in each file of a directory.")
                                .formatted(file, column));
            }
            positions.add(names.indexOf(column));
        }
        return positions;
    }
}
