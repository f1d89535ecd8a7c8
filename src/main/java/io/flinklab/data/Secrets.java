package io.flinklab.data;

import java.util.regex.Pattern;

/** Names, passwords and keys in a text that is to be shown: an error, a job's name, a log. */
public final class Secrets {
    private static final String SHOWN = "***";

    /** Before a host: a name and a password, which may have slashes, or a name or a token alone. */
    private static final Pattern BEFORE_HOST =
            Pattern.compile("(?<=://)([^\\s/:@]*:(?!\\d{1,5}[/,?])[^\\s?]*|[^\\s/:@]+)@");

    /** The same without a scheme, as host:port is given. */
    private static final Pattern BEFORE_BARE_HOST =
            Pattern.compile("(?<![\\w./-])[\\w.+-]+:[^\\s@\"'/]+@(?=[\\w\\[])");

    private static final String NAME =
            "(?i:[\\w.-]*(?:passw|passphrase|pwd|secret|token|jaas|credential|signature|"
                    + "(?:access|api|private|account)[._-]?key)[\\w.-]*)";

    /** In an address, up to the next option, whatever is in it. */
    private static final Pattern OPTION = Pattern.compile("([?&]" + NAME + "=)[^&]*");

    private static final Pattern SETTING =
            Pattern.compile("(\\b" + NAME + "\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^&\\s\"',;]+)");

    private Secrets() {}

    /** The text with asterisks in place of what is secret by its place or its name. */
    public static String hidden(String text) {
        String withoutUsers =
                BEFORE_BARE_HOST
                        .matcher(BEFORE_HOST.matcher(text).replaceAll(SHOWN + "@"))
                        .replaceAll(SHOWN + "@");
        String withoutOptions = OPTION.matcher(withoutUsers).replaceAll("$1" + SHOWN);
        return SETTING.matcher(withoutOptions)
                .replaceAll(
                        found -> {
                            boolean quoted = found.group(2).length() > 1 && isQuote(found.group(2));
                            String quote = quoted ? found.group(2).substring(0, 1) : "";
                            return found.group(1) + quote + SHOWN + quote;
                        });
    }

    /**
     * Refuses an address with a user, a password or a key before its host: Flink, for one, would
     * show it in its logs and its web UI.
     *
     * @throws IllegalArgumentException it has; the message does not repeat what
     */
    public static void requireNone(String address) {
        if (BEFORE_HOST.matcher(address).find()) {
            throw new IllegalArgumentException(
                    ("Expected an address without user, password or key, found %s. Give those of S3"
                                    + " by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
                            .formatted(hidden(address)));
        }
    }

    private static boolean isQuote(String value) {
        return value.charAt(0) == '"' || value.charAt(0) == '\'';
    }
}
