package io.flinklab.notebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * One runtime's figures.
 *
 * @param title what it is
 * @param name its name in code
 * @param trainsInFlink yes or no
 * @param licence of what it adds
 * @param megabytes on disk, unpacked
 * @param startSeconds from opening the model to the first score, in a new process
 * @param largestDifference from the plain scorer's score
 * @param rate1 customers a CPU second, one at a time
 * @param rate256 the same, 256 at once
 * @param rate10000 the same, 10,000 at once
 * @param residentMegabytes memory of all its processes
 */
public record MeasuredRuntime(
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

    List<Object> row(MeasuredRuntime plain) {
        return List.of(
                title,
                trainsInFlink,
                String.format(Locale.ROOT, "%.1f s", startSeconds),
                RuntimeComparison.share(rate1, plain.rate1),
                RuntimeComparison.share(rate256, plain.rate256),
                RuntimeComparison.share(rate10000, plain.rate10000),
                largestDifference == 0
                        ? "0"
                        : String.format(Locale.ROOT, "%.0e", largestDifference),
                String.format(Locale.ROOT, "%.0f MB", residentMegabytes),
                String.format(Locale.ROOT, "%.0f MB", megabytes),
                licence);
    }
}
