package io.flinklab.data.csv;

/** Follows quoted fields over line breaks, by RFC 4180. */
enum Quotes {
    /** No field is open. */
    CLOSED,
    /** A quoted field goes on behind the text. */
    OPEN,
    /** Something follows a closing quote that is not a comma. */
    BROKEN;

    /**
     * The state behind a line.
     *
     * @param inside whether a quoted field was open before it
     */
    static Quotes after(String line, boolean inside) {
        if (line.indexOf('"') < 0) {
            return inside ? OPEN : CLOSED;
        }
        int at = 0;
        boolean quoted = inside;
        while (at < line.length()) {
            if (!quoted && line.charAt(at) == '"') {
                quoted = true;
                at++;
            }
            if (quoted) {
                int close = closingQuote(line, at);
                if (close < 0) {
                    return OPEN;
                }
                quoted = false;
                at = close + 1;
                if (at < line.length() && line.charAt(at) != ',') {
                    return BROKEN;
                }
            }
            int comma = line.indexOf(',', at);
            if (comma < 0) {
                return CLOSED;
            }
            at = comma + 1;
        }
        return quoted ? OPEN : CLOSED;
    }

    private static int closingQuote(String line, int from) {
        int quote = line.indexOf('"', from);
        while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
            quote = line.indexOf('"', quote + 2);
        }
        return quote;
    }
}
