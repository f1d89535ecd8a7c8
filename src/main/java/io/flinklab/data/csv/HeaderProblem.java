package io.flinklab.data.csv;

import io.flinklab.data.Counted;
import io.flinklab.data.DecimalText;
import io.flinklab.data.Excerpt;
import io.flinklab.data.NearestName;
import io.flinklab.data.Schema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says in words what is wrong with a header. */
public final class HeaderProblem {
    private HeaderProblem() {}

    static String describe(Header.Matching found, String text, Schema schema) {
        List<String> names = found.names();
        return separator(text, schema.unlabelled().size(), names.size())
                .or(() -> noHeader(names))
                .orElseGet(() -> missing(found, found.missing()));
    }

    /**
     * Says that the fields are separated by something other than commas, if they look so.
     *
     * @param least how many fields a header has at least
     * @param found how many there are between commas
     */
    public static Optional<String> separator(String text, int least, int found) {
        for (String separator : List.of(";", "\t", "|")) {
            int fields = text.split(Pattern.quote(separator), -1).length;
            if (fields > 1 && fields >= least && fields > found) {
                String name = separator.equals("\t") ? "a tab" : "'" + separator + "'";
                return Optional.of(
                        "the fields look separated by " + name + "; write them with commas");
            }
        }
        return Optional.empty();
    }

    /** Says that the first record is a row, if it begins like one. */
    public static Optional<String> noHeader(List<String> names) {
        return names.isEmpty() || Double.isNaN(DecimalText.parse(names.get(0)))
                ? Optional.empty()
                : Optional.of("there is no header before the first row; put it there");
    }

    private static String missing(Header.Matching found, List<String> missing) {
        String first = missing.get(0);
        if (found.count(first) > 1) {
            return "the header is wrong: it has the column '%s' %s times"
                    .formatted(first, found.count(first));
        }
        Optional<String> similar = NearestName.similar(first, found.names());
        return "the header is wrong: it has no column '%s'%s%s"
                .formatted(
                        first,
                        missing.size() == 1
                                ? ""
                                : " (and " + Counted.of(missing.size() - 1, "other") + ")",
                        similar.map(near -> "; " + Excerpt.quoted(near) + " is near").orElse(""));
    }
}
