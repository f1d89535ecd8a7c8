package io.flinklab.data.inference;

import java.util.regex.Pattern;

/** Dates as files write them: by ISO 8601, with or without a time, or day, month and year. */
final class DateText {
    private static final String YEAR = "(19|20)\\d\\d";
    private static final String MONTH = "(0?[1-9]|1[0-2])";
    private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
    private static final String TIME =
            "([ T]\\d{1,2}:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?";

    private static final Pattern DATE =
            Pattern.compile(
                    "("
                            + String.join(
                                    "|",
                                    YEAR + "[-/.]" + MONTH + "[-/.]" + DAY,
                                    DAY + "[-/.]" + MONTH + "[-/.]" + YEAR,
                                    MONTH + "/" + DAY + "/" + YEAR,
                                    DAY + "[- ]\\p{L}{3,9}\\.?[- ]" + YEAR,
                                    YEAR + "(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])")
                            + ")"
                            + TIME);

    private DateText() {}

    static boolean isOne(String text) {
        return text.length() >= 8 && text.length() <= 40 && DATE.matcher(text).matches();
    }
}
