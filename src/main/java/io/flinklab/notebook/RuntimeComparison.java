package io.flinklab.notebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the runtimes cost, as {@code make bench-runtimes} measured it.
 *
 * @param machine where it was measured
 * @param model the recipe whose model all of them ran
 * @param rows how many rows were scored
 * @param runtimes their figures; one of them is named {@code plain}
 */
public record RuntimeComparison(String machine, String model, int rows, List<Measured> runtimes) {
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

    /**
     * The figures of one runtime.
     *
     * @param title its name in prose
     * @param name its name in code
     * @param trainsInFlink yes or no
     * @param licence of the library that it needs
     * @param megabytes the library's size on disk, unpacked
     * @param startSeconds from opening the model to the first score, in a new process
     * @param largestDifference from a score of the plain scorer
     * @param rate1 rows scored a CPU second, one at a time
     * @param rate256 the same, 256 at once
     * @param rate10000 the same, 10,000 at once
     * @param residentMegabytes memory of all its processes
     */
    public record Measured(
            String title,
            String name,
            String trainsInFlink,
            String licence,
            double megabytes,
            double startSeconds,
            double largestDifference,
            @JsonProperty("rowsPerCpuSecond1") double rate1,
            @JsonProperty("rowsPerCpuSecond256") double rate256,
            @JsonProperty("rowsPerCpuSecond10000") double rate10000,
            double residentMegabytes) {

        /** How many times more rows a CPU second are scored 256 at once than one at a time. */
        private double gain() {
            return rate256 / rate1;
        }

        List<Object> row(Measured plain) {
            return List.of(
                    title,
                    trainsInFlink,
                    String.format(Locale.ROOT, "%.1f s", startSeconds),
                    share(rate1, plain.rate1),
                    share(rate256, plain.rate256),
                    share(rate10000, plain.rate10000),
                    largestDifference == 0
                            ? "0"
                            : String.format(Locale.ROOT, "%.0e", largestDifference),
                    String.format(Locale.ROOT, "%.0f MB", residentMegabytes),
                    String.format(Locale.ROOT, "%.0f MB", megabytes),
                    licence);
        }
    }

    /** Copies the list. */
    public RuntimeComparison {
        runtimes = List.copyOf(runtimes);
    }

    /** Reads what the benchmark wrote. */
    public static RuntimeComparison read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), RuntimeComparison.class);
    }

    /** All figures; rates are rows a CPU second, as shares of the plain scorer's. */
    public Grid table() {
        return Grid.of(
                "Runtimes, " + machine,
                COLUMNS,
                runtimes.stream().map(each -> each.row(plain())).toList());
    }

    /** How many rows a CPU second scores, 256 at once, in powers of ten. */
    public Picture chart() {
        return Charts.bars(
                "Customers a CPU second, by 256",
                "runtime",
                "log10(customers a CPU second)",
                runtimes.stream().map(Measured::name).toList(),
                runtimes.stream().mapToDouble(each -> Math.log10(each.rate256())).toArray());
    }

    /** Which way was fastest and slowest, and what batches gained, in sentences. */
    public String conclusion() {
        List<Measured> fastestFirst =
                runtimes.stream()
                        .sorted(Comparator.comparingDouble(Measured::rate256).reversed())
                        .toList();
        String rates =
                fastestFirst.stream()
                        .map(each -> each.title() + " " + share(each.rate256(), plain().rate256()))
                        .collect(Collectors.joining("; "));
        String gains =
                runtimes.stream()
                        .sorted(Comparator.comparingDouble(Measured::gain).reversed())
                        .map(each -> each.title() + " " + times(each.gain()))
                        .collect(Collectors.joining("; "));
        return """
                From fastest to slowest, by 256 customers, as shares of plain Java's rate: %s.
                So many times faster by 256 customers than alone: %s."""
                .formatted(rates, gains);
    }

    private Measured plain() {
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
        return "1/" + times(1 / share);
    }

    /** A factor in two digits, at least 0.1. */
    private static String times(double factor) {
        BigDecimal rounded = new BigDecimal(factor).round(TWO_DIGITS);
        return String.format(Locale.ROOT, factor < 10 ? "%,.1f" : "%,.0f", rounded);
    }
}
