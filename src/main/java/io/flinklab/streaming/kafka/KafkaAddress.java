package io.flinklab.streaming.kafka;

import io.flinklab.data.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic and where to find it: {@code kafka://host:port[,host:port]/topic[?name=value&...]}.
 *
 * @param servers {@code host:port}, comma-separated
 * @param topic the topic's name
 * @param options what stands behind the question mark
 */
public record KafkaAddress(String servers, String topic, Map<String, String> options) {
    /** What an address starts with. */
    public static final String SCHEME = "kafka://";

    private static final String SYNTAX =
            "kafka://host:port[,host:port]/topic[?name=value&name=value]";
    private static final Pattern ADDRESS =
            Pattern.compile("kafka://(?<servers>[^/?]*)/(?<topic>[^/?]*)(\\?(?<options>.*))?");
    private static final Pattern SERVER =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(?<port>\\d{1,5})");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final int MAX_PORT = 65_535;

    public KafkaAddress {
        options = Map.copyOf(options);
    }

    /** Whether a text starts as a topic's address does. */
    public static boolean is(String text) {
        return text.startsWith(SCHEME);
    }

    /**
     * Reads an address.
     *
     * @param known the options that may be given
     * @throws IllegalArgumentException if the text is no address, or has another option; says which
     *     part and what was expected
     */
    public static KafkaAddress parse(String text, Set<String> known) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            throw refusal(text, "it is not of that form");
        }
        String servers = parts.group("servers");
        for (String server : servers.split(",", -1)) {
            requireServer(server, text);
        }
        String topic = parts.group("topic");
        if (!TOPIC.matcher(topic).matches()) {
            throw refusal(
                    text,
                    "'%s' is no topic: letters, digits, '.', '_' and '-', 249 at most"
                            .formatted(topic));
        }
        return new KafkaAddress(servers, topic, options(parts.group("options"), known, text));
    }

    /**
     * Whether the option stands at {@code true}.
     *
     * @throws IllegalArgumentException if it is there and neither {@code true} nor {@code false}
     */
    public boolean flag(String option) {
        String value = options.getOrDefault(option, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "Expected %s=true or %s=false in %s, found %s"
                            .formatted(option, option, this, value));
        }
        return value.equals("true");
    }

    /** The address without its options. */
    @Override
    public String toString() {
        return SCHEME + servers + "/" + topic;
    }

    private static void requireServer(String server, String text) {
        Matcher parts = SERVER.matcher(server);
        if (!parts.matches()) {
            throw refusal(text, "'%s' is no host:port".formatted(server));
        }
        int port = Integer.parseInt(parts.group("port"));
        if (port < 1 || port > MAX_PORT) {
            throw refusal(text, "port %s is not 1 to %s".formatted(port, MAX_PORT));
        }
    }

    private static Map<String, String> options(String query, Set<String> known, String text) {
        Map<String, String> options = new HashMap<>();
        if (query == null) {
            return options;
        }
        for (String option : query.split("&", -1)) {
            String[] parts = option.split("=", 2);
            if (parts.length < 2 || parts[1].isEmpty()) {
                throw refusal(text, "'%s' is no name=value".formatted(option));
            }
            if (!known.contains(parts[0])) {
                throw refusal(
                        text,
                        "there is no option '%s'; there are %s"
                                .formatted(parts[0], known.stream().sorted().toList()));
            }
            if (options.put(parts[0], parts[1]) != null) {
                throw refusal(text, "'%s' is there twice".formatted(parts[0]));
            }
        }
        return options;
    }

    private static IllegalArgumentException refusal(String text, String complaint) {
        return new IllegalArgumentException(
                "Expected %s, found %s: %s"
                        .formatted(SYNTAX, Secrets.hidden(text), Secrets.hidden(complaint)));
    }
}
