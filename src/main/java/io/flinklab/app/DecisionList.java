package io.flinklab.app;

import io.flinklab.store.Decision;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Decisions about the version in use, to print.
 *
 * @param decisions oldest first
 */
record DecisionList(List<Decision> decisions) {

    /** Prints a line for each, or one JSON object. */
    void print(PrintWriter out, boolean json) {
        for (Decision each : decisions) {
            if (json) {
                report(each).print(out, true);
            } else {
                out.println(line(each));
            }
        }
        out.flush();
    }

    private static Report report(Decision decision) {
        return new Report()
                .put("at", decision.at().toString())
                .put("action", decision.action().toString())
                .put("before", decision.before())
                .put("inUse", decision.inUse())
                .put("challenger", decision.challenger())
                .put("reason", decision.reason())
                .put("figures", decision.figures());
    }

    private static String line(Decision decision) {
        String versions =
                switch (decision.action()) {
                    case PROMOTE, PIN, UNPIN, ROLLBACK ->
                            decision.before() + " -> " + decision.inUse();
                    case KEEP ->
                            decision.challenger().isEmpty()
                                    ? decision.inUse()
                                    : decision.inUse() + ", not " + decision.challenger();
                };
        return String.format(
                Locale.ROOT,
                "%s  %-8s  %s  %s",
                decision.at(),
                decision.action(),
                versions,
                decision.reason());
    }
}
