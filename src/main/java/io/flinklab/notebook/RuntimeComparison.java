package io.flinklab.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the runtimes cost, as {@code make bench-runtimes} measured it.
 *
 * @param machine on what
 * @param model the plan whose model all of them ran
 * @param rows customers scored
 * @param runtimes a row each, one of them named {@code plain}
 */
public record RuntimeComparison(
        String machine, String model, int rows, List<MeasuredRuntime> runtimes) {
    private static final double SMALL = 0.1;
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final List<String> COLUMNS =
            List.of(
                    "runtime",
                    "trains in Flink",
                    "first score after",
                    "alone",
                    "by 256",
                    "by 10,000",
                    "differs by",
                    "memory",
                    "on disk",
                    "licence");

    /** Copies the list. */
    public RuntimeComparison {
        runtimes = List.copyOf(runtimes);
    }

    /** Reads what the benchmark wrote. */
    public static RuntimeComparison read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), RuntimeComparison.class);
    }

    /** All figures; rates are customers a CPU second, as shares of the plain scorer's. */
    public Grid table() {
        return Grid.of(
                "Runtimes, " + machine,
                COLUMNS,
                runtimes.stream().map(each -> each.row(plain())).toList());
    }

    /** How many customers a CPU second scores by 256, in powers of ten. */
    public Picture chart() {
        return Charts.bars(
                "Customers a CPU second, by 256",
                "runtime",
                "log10(customers a CPU second)",
                runtimes.stream().map(MeasuredRuntime::name).toList(),
                runtimes.stream().mapToDouble(each -> Math.log10(each.rate256())).toArray());
    }

    private MeasuredRuntime plain() {
        return runtimes.stream()
                .filter(each -> each.name().equals("plain"))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Expected the plain scorer among the runtimes; found "
                                                + runtimes));
    }

    /** A share in two digits, and a small one as one of so many. */
    static String share(double rate, double plain) {
        double share = rate / plain;
        if (share >= SMALL) {
            return String.format(Locale.ROOT, "%.2f", share);
        }
        BigDecimal times = new BigDecimal(1 / share).round(TWO_DIGITS);
        return "1/" + String.format(Locale.ROOT, "%,d", times.longValue());
    }
}
