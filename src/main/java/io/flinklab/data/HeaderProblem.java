package io.flinklab.data;

import java.util.List;
import java.util.regex.Pattern;

/** Says in words what is wrong with a header. */
final class HeaderProblem {
    private HeaderProblem() {}

    static String describe(List<String> found, String text) {
        for (String separator : List.of(";", "\t", "|")) {
            if (text.split(Pattern.quote(separator), -1).length
                    >= CustomerSchema.UNLABELLED.size()) {
                String name = separator.equals("\t") ? "a tab" : "'" + separator + "'";
                return "the fields look separated by " + name + "; write them with commas";
            }
        }
        if (!found.isEmpty() && !Double.isNaN(DecimalText.parse(found.get(0)))) {
            return "there is no header before the first row; put it there";
        }
        return firstDifference(found);
    }

    private static String firstDifference(List<String> found) {
        List<String> expected = CustomerSchema.COLUMNS;
        int same = 0;
        while (same < Math.min(found.size(), expected.size())
                && found.get(same).equals(expected.get(same))) {
            same++;
        }
        if (same < expected.size()) {
            String instead = same < found.size() ? Excerpt.quoted(found.get(same)) : "nothing";
            return "the header is wrong: column %s should be '%s' and is %s"
                    .formatted(same + 1, expected.get(same), instead);
        }
        return "the header is wrong: it has %s columns instead of %s"
                .formatted(found.size(), expected.size());
    }
}
