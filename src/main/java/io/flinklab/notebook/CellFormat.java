package io.flinklab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.SparseVector;

/** How the cells of one column are written. */
record CellFormat(boolean whole) {
    private static final double LARGEST_WHOLE = 1e15;

    /** Elements of a vector that are all written. */
    private static final int SHORT_VECTOR = 16;

    /** Elements of a longer vector that are written. */
    private static final int FIRST = 6;

    /** Whole numbers without decimals where the column has no others. */
    static CellFormat of(List<?> values) {
        return new CellFormat(
                values.stream()
                        .filter(Number.class::isInstance)
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .allMatch(CellFormat::isWhole));
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
        return whole ? "%.0f".formatted(value + 0.0) : decimals(value);
    }

    private static String dense(DenseVector vector) {
        boolean isShort = vector.size() <= SHORT_VECTOR;
        return Arrays.stream(vector.values)
                .limit(isShort ? SHORT_VECTOR : FIRST)
                .mapToObj(CellFormat::shortest)
                .collect(Collectors.joining(", ", "[", isShort ? "]" : ", …] of " + vector.size()));
    }

    private static String sparse(SparseVector vector) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < vector.indices.length; i++) {
            text.append(vector.indices[i]).append(": ").append(shortest(vector.values[i]));
            text.append(i + 1 < vector.indices.length ? ", " : "");
        }
        return text.append("] of ").append(vector.n).toString();
    }

    /** As few characters as four decimals allow. */
    private static String shortest(double value) {
        return isWhole(value)
                ? "%.0f".formatted(value + 0.0)
                : decimals(value).replaceFirst("(\\.[0-9]*?)0+$", "$1").replaceFirst("\\.$", "");
    }

    private static String decimals(double value) {
        boolean tiny = value != 0 && Math.abs(value) < 0.00005;
        return String.format(Locale.ROOT, tiny ? "%.2e" : "%.4f", value);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                || !Double.isFinite(value);
    }
}
