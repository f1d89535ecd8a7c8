package io.flinklab.streaming.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One change in a model store.
 *
 * @param action what happened
 * @param version the version concerned, or empty
 */
public record ModelEvent(Action action, String version) {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final List<String> MEMBERS = List.of("action", "version");

    byte[] write() {
        ObjectNode event = JSON.createObjectNode().put("action", action.toString());
        if (!version.isEmpty()) {
            event.put("version", version);
        }
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @throws IllegalArgumentException if the bytes are no event; says why in one line
     */
    static ModelEvent read(byte[] json) {
        JsonNode event;
        try {
            event = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw refusal("text that is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw refusal("bytes that are no text: " + e.getMessage(), e);
        }
        if (!event.isObject()) {
            throw refusal("no object", null);
        }
        event.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!MEMBERS.contains(name)) {
                                throw refusal("the member " + name, null);
                            }
                        });
        Action action =
                Action.of(event.path("action").textValue())
                        .orElseThrow(() -> refusal("action " + event.path("action"), null));
        JsonNode version = event.path("version");
        if (!version.isMissingNode() && !version.isTextual()) {
            throw refusal("version " + version, null);
        }
        return new ModelEvent(action, version.asText());
    }

    private static IllegalArgumentException refusal(String found, Throwable cause) {
        return new IllegalArgumentException(
                "expected {\"action\":%s,\"version\":...}, found %s"
                        .formatted(String.join("|", Action.names()), found),
                cause);
    }

    /** What happened in a model store. */
    public enum Action {
        /** A version was added. */
        PUBLISH,
        /** A version was chosen, whatever is the latest. */
        PIN,
        /** The choice was taken back. */
        UNPIN,
        /** The version before was chosen. */
        ROLLBACK;

        /** The name in an event: in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Action> of(String name) {
            return Arrays.stream(values()).filter(a -> a.toString().equals(name)).findFirst();
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Action::toString).toList();
        }
    }
}
