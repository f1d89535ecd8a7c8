package io.flinklab.tuning;

import io.flinklab.data.SplitMix64;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of one hyperparameter that a search may try. */
sealed interface Dimension {
    /** Which hyperparameter. */
    Hyperparameter hyperparameter();

    /** One of the values, by a number from 0, included, to 1, excluded. */
    double draw(SplitMix64 random);

    /** Values at the ends, which have to be in the hyperparameter's range. */
    List<Double> ends();

    /**
     * Reads {@code reg=0.1,1,10}, {@code tol=1e-8..1e-4:log} or {@code max-iter=5..50}.
     *
     * @throws IllegalArgumentException the text has another form, or its values no order
     */
    static Dimension parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw malformed(text, "a name and its values");
        }
        Hyperparameter name = Hyperparameter.named(text.substring(0, equals).strip());
        String values = text.substring(equals + 1).strip();
        Matcher range = Range.FORM.matcher(values);
        return range.matches()
                ? new Range(
                        name,
                        number(text, name, range.group(1)),
                        number(text, name, range.group(2)),
                        range.group(3) != null)
                : new Values(name, numbers(text, name, values));
    }

    private static List<Double> numbers(String text, Hyperparameter name, String values) {
        List<Double> numbers = new ArrayList<>();
        for (String value : values.split(",", -1)) {
            numbers.add(number(text, name, value.strip()));
        }
        return numbers;
    }

    private static double number(String text, Hyperparameter name, String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number) && !(name.isWhole() && number != (int) number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw malformed(text, "numbers", e);
        }
        throw malformed(text, name.isWhole() ? "whole numbers" : "finite numbers");
    }

    private static IllegalArgumentException malformed(String text, String expected) {
        return malformed(text, expected, null);
    }

    private static IllegalArgumentException malformed(
            String text, String expected, NumberFormatException cause) {
        return new IllegalArgumentException(
                "expected %s, as reg=0.1,1,10 or reg=0.001..100:log; found %s"
                        .formatted(expected, text),
                cause);
    }

    /**
     * Values in a list.
     *
     * @param values at least one, each once
     */
    record Values(Hyperparameter hyperparameter, List<Double> values) implements Dimension {
        public Values {
            values = List.copyOf(values);
            if (new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException(
                        "%s: expected each value once; found %s".formatted(hyperparameter, values));
            }
        }

        @Override
        public double draw(SplitMix64 random) {
            return values.get((int) (random.next() * values.size()));
        }

        @Override
        public List<Double> ends() {
            return values;
        }
    }

    /**
     * All values from one to another.
     *
     * @param low below {@code high}
     * @param logarithmic whether each power of ten is as likely as the next; otherwise each value
     */
    record Range(Hyperparameter hyperparameter, double low, double high, boolean logarithmic)
            implements Dimension {
        private static final Pattern FORM =
                Pattern.compile("(.+?)\\s*\\.\\.\\s*([^:]+?)\\s*(:\\s*log)?");

        /** So many digits tell values apart, and can be read. */
        private static final MathContext DIGITS = new MathContext(4);

        public Range {
            if (!(low < high)) {
                throw new IllegalArgumentException(
                        "%s: expected a range from a lower to a higher value; found %s..%s"
                                .formatted(hyperparameter, low, high));
            }
            if (logarithmic && low <= 0) {
                throw new IllegalArgumentException(
                        "%s: expected a logarithmic range above 0; found %s..%s"
                                .formatted(hyperparameter, low, high));
            }
        }

        @Override
        public double draw(SplitMix64 random) {
            double share = random.next();
            if (hyperparameter.isWhole()) {
                return Math.floor(at(share, low, high + 1));
            }
            double drawn = new BigDecimal(at(share, low, high)).round(DIGITS).doubleValue();
            return Math.min(high, Math.max(low, drawn));
        }

        private double at(double share, double from, double to) {
            // StrictMath: the same candidates on every machine.
            return logarithmic
                    ? from * StrictMath.pow(to / from, share)
                    : from + share * (to - from);
        }

        @Override
        public List<Double> ends() {
            return List.of(low, high);
        }
    }
}
