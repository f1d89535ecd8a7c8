package io.flinklab.data;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says in words what is wrong with a header. */
final class HeaderProblem {
    private HeaderProblem() {}

    static String describe(Header.Matching found, String text, Schema schema) {
        List<String> names = found.names();
        for (String separator : List.of(";", "\t", "|")) {
            int fields = text.split(Pattern.quote(separator), -1).length;
            if (fields > 1 && fields >= schema.unlabelled().size() && fields > names.size()) {
                String name = separator.equals("\t") ? "a tab" : "'" + separator + "'";
                return "the fields look separated by " + name + "; write them with commas";
            }
        }
        if (!names.isEmpty() && !Double.isNaN(DecimalText.parse(names.get(0)))) {
            return "there is no header before the first row; put it there";
        }
        return missing(found, found.missing());
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
                        missing.size() == 1 ? "" : " (and " + (missing.size() - 1) + " others)",
                        similar.map(near -> "; " + Excerpt.quoted(near) + " is near").orElse(""));
    }
}
