package io.flinklab.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.SparseVector;

/** How the cells of one column are written. */
record CellFormat(int decimals) {
    private static final double LARGEST_WHOLE = 1e15;
    private static final int DECIMALS = 4;

    /** From here on two decimals are enough; such numbers are often money. */
    private static final double LARGE = 1000;

    /** Elements of a vector that are all written. */
    private static final int SHORT_VECTOR = 16;

    /** Elements of a longer vector that are written. */
    private static final int FIRST = 6;

    /** Whole numbers without decimals where the column has no others. */
    static CellFormat of(List<?> values) {
        double[] numbers =
                values.stream()
                        .filter(Number.class::isInstance)
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .toArray();
        if (Arrays.stream(numbers).allMatch(CellFormat::isWhole)) {
            return new CellFormat(0);
        }
        boolean large = Arrays.stream(numbers).anyMatch(value -> Math.abs(value) >= LARGE);
        return new CellFormat(large ? 2 : DECIMALS);
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
        return decimals == 0 ? rounded(value, 0) : decimals(value, decimals);
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
                ? rounded(value, 0)
                : decimals(value, Math.abs(value) >= LARGE ? 2 : DECIMALS)
                        .replaceFirst("(\\.[0-9]*?)0+$", "$1")
                        .replaceFirst("\\.$", "");
    }

    /** More digits where otherwise none but zeros were left. */
    private static String decimals(double value, int decimals) {
        if (value == 0 || Math.abs(value) >= 0.5 * Math.pow(10, -decimals)) {
            return rounded(value, decimals);
        }
        return decimals < DECIMALS
                ? decimals(value, DECIMALS)
                : String.format(Locale.ROOT, "%.2e", value);
    }

    private static String rounded(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                || !Double.isFinite(value);
    }
}
