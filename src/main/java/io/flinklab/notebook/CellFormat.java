package io.flinklab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.SparseVector;

/**
 * How the cells of one column are written.
 *
 * @param decimals digits after the point, the same for all of the column's numbers
 */
record CellFormat(int decimals) {
    private static final int MOST_DECIMALS = 4;

    /** Two decimals are enough from here on; such numbers are often money. */
    private static final double LARGE = 1000;

    private static final int MOST_DECIMALS_OF_LARGE = 2;

    /** A vector of at most so many elements is written whole. */
    private static final int SHORT_VECTOR = 16;

    /** So many elements of a longer vector are written. */
    private static final int FIRST = 6;

    /** As few decimals as show all the numbers, at most four, or two beside a large number. */
    static CellFormat of(List<?> values) {
        return of(
                values.stream()
                        .filter(Number.class::isInstance)
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .toArray());
    }

    private static CellFormat of(double... numbers) {
        boolean large = Arrays.stream(numbers).anyMatch(value -> Math.abs(value) >= LARGE);
        int most = large ? MOST_DECIMALS_OF_LARGE : MOST_DECIMALS;
        return new CellFormat(
                Arrays.stream(numbers).mapToInt(value -> decimals(value, most)).max().orElse(0));
    }

    static boolean isNumber(String text) {
        return text.isEmpty() || text.matches("-?[0-9][0-9.]*(e[-+]?[0-9]+)?%?|NaN|-?Infinity");
    }

    String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof DenseVector vector) {
            return dense(vector);
        }
        if (value instanceof SparseVector vector) {
            return sparse(vector);
        }
        return value instanceof Number number ? number(number.doubleValue()) : value.toString();
    }

    private String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        boolean shown = value == 0 || Math.abs(value) >= 0.5 * Math.pow(10, -decimals);
        if (shown) {
            // Adding zero makes minus zero plain zero.
            return format("%." + decimals + "f", value + 0.0);
        }
        return decimals < MOST_DECIMALS
                ? new CellFormat(MOST_DECIMALS).number(value)
                : format("%.2e", value);
    }

    private static String dense(DenseVector vector) {
        boolean isShort = vector.size() <= SHORT_VECTOR;
        return Arrays.stream(vector.values)
                .limit(isShort ? SHORT_VECTOR : FIRST)
                .mapToObj(CellFormat::shortest)
                .collect(Collectors.joining(", ", "[", isShort ? "]" : ", …] of " + vector.size()));
    }

    private static String sparse(SparseVector vector) {
        return IntStream.range(0, vector.indices.length)
                .mapToObj(i -> vector.indices[i] + ": " + shortest(vector.values[i]))
                .collect(Collectors.joining(", ", "[", "] of " + vector.n));
    }

    private static String shortest(double value) {
        return of(new double[] {value}).number(value);
    }

    /** How many of these decimals are needed: the rest are zeros. */
    private static int decimals(double value, int most) {
        String rounded = format("%." + most + "f", value);
        OptionalInt lastDigit =
                IntStream.range(0, rounded.length())
                        .filter(i -> rounded.charAt(i) != '0')
                        .reduce((first, second) -> second);
        int point = rounded.indexOf('.');
        return point < 0 ? 0 : Math.max(0, lastDigit.orElse(point) - point);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
