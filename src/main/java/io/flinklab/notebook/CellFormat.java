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
    private static final double SMALLEST_SHOWN = 0.00005;

    /** As few decimals as show all the numbers, at most four. */
    static CellFormat of(List<?> values) {
        return new CellFormat(
                values.stream()
                        .filter(Number.class::isInstance)
                        .mapToInt(value -> decimals(((Number) value).doubleValue()))
                        .max()
                        .orElse(0));
    }

    static boolean isNumber(String text) {
        return text.isEmpty() || text.matches("-?[0-9][0-9.]*(e[-+]?[0-9]+)?%?|NaN|-?Infinity");
    }

    String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof DenseVector vector) {
            return Arrays.stream(vector.values)
                    .mapToObj(CellFormat::shortest)
                    .collect(Collectors.joining(", ", "[", "]"));
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
        boolean tiny = value != 0 && Math.abs(value) < SMALLEST_SHOWN;
        // Adding zero makes minus zero plain zero.
        return tiny ? format("%.2e", value) : format("%." + decimals + "f", value + 0.0);
    }

    private static String sparse(SparseVector vector) {
        return IntStream.range(0, vector.indices.length)
                .mapToObj(i -> vector.indices[i] + ": " + shortest(vector.values[i]))
                .collect(Collectors.joining(", ", "[", "] of " + vector.n));
    }

    private static String shortest(double value) {
        return new CellFormat(decimals(value)).number(value);
    }

    private static int decimals(double value) {
        String rounded = format("%." + MOST_DECIMALS + "f", value);
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
