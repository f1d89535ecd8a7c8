package io.flinklab.data;

import java.util.List;
import java.util.Random;

/** Fields as they stand in files, most of them unlike what a column expects. */
final class OddFields {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "0",
                    "-0",
                    "1",
                    "-1",
                    "-9",
                    "1.",
                    ".5",
                    "-",
                    ".",
                    "1.5.2",
                    "+3",
                    "1e3",
                    "2E-2",
                    "1e999",
                    "0x1p3",
                    "5d",
                    "1_1",
                    "0007",
                    " 5",
                    "5 ",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "0.1",
                    "12345678",
                    "123456789",
                    "12345678.12345678",
                    "0.123456789",
                    "123456789.25",
                    "-2.50",
                    "9007199254740992",
                    "9007199254740993",
                    "123456789012345",
                    "1234567890123456",
                    "00000000000000001",
                    "?",
                    "NA",
                    "N/A",
                    "null",
                    "France",
                    " France",
                    "Île",
                    "I\u0302le",
                    "\u4e2d",
                    "a b",
                    "a\u00a0b",
                    "eight by",
                    "more than eight bytes",
                    "more than eight signs",
                    "(missing)",
                    "An\"na",
                    "#",
                    "\0",
                    "\u007f",
                    "\ufffd");

    private OddFields() {}

    /** One of the texts, or a number of any shape. */
    static String next(Random random) {
        return random.nextInt(3) > 0 ? TEXTS.get(random.nextInt(TEXTS.size())) : number(random);
    }

    private static String number(Random random) {
        String sign = random.nextInt(4) == 0 ? "-" : "";
        String point = random.nextBoolean() ? "." + digits(random) : "";
        String exponent = random.nextInt(8) == 0 ? "e" + random.nextInt(30) : "";
        return sign + digits(random) + point + exponent;
    }

    private static String digits(Random random) {
        return "%020d".formatted(random.nextLong() >>> 1).substring(20 - random.nextInt(20));
    }
}
