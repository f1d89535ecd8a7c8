package io.flinklab.app;

import io.flinklab.tuning.RankedCandidate;
import io.flinklab.tuning.SearchResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A search's candidates, the best first, as aligned lines or as values for JSON. */
record SearchTable(SearchResult result) {

    void print(PrintWriter out) {
        List<String> names = List.copyOf(result.ranked().get(0).candidate().values().keySet());
        StringBuilder header = new StringBuilder("candidate");
        names.forEach(name -> header.append(formatted("  %10s", name)));
        out.println(header.append(formatted("  %17s  standard error", result.metric())));
        result.ranked().forEach(each -> out.println(line(each, names)));
    }

    private String line(RankedCandidate each, List<String> names) {
        StringBuilder line = new StringBuilder(formatted("%9d", each.candidate().number()));
        names.forEach(
                name -> line.append(formatted("  %10.4g", each.candidate().values().get(name))));
        if (each.isFailed()) {
            return line.append("  failed, ").append(each.failure()).toString();
        }
        return line.append(formatted("  %17.5f  %14.5f  ", each.mean(), each.standardError()))
                .append(result.marks(each))
                .toString()
                .stripTrailing();
    }

    private static String formatted(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** One for each candidate, the best first; what a failed one lacks is null. */
    List<Map<String, Object>> values() {
        return result.ranked().stream().map(this::values).toList();
    }

    private Map<String, Object> values(RankedCandidate each) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("candidate", each.candidate().number());
        values.putAll(each.candidate().values());
        values.put("mean", each.isFailed() ? null : each.mean());
        values.put("standardError", each.isFailed() ? null : each.standardError());
        values.put("folds", each.values());
        values.put("failure", each.isFailed() ? each.failure() : null);
        values.put("best", each.equals(result.best()));
        values.put("chosen", each.equals(result.chosen()));
        return values;
    }
}
