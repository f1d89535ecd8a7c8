package io.flinklab.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Records as JSON text: the same record gives the same bytes on every machine. */
final class StoreJson {
    private static final ObjectMapper MAPPER =
            // The runtime's own Double.toString differs between Java versions.
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                                    .build())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // A record is its components; what else it can say follows from them.
                    .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();
    private static final ObjectWriter WRITER = MAPPER.writer(printer());

    private StoreJson() {}

    static byte[] write(Object value) {
        try {
            return (WRITER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON for " + value, e);
        }
    }

    /** A record as it is written. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Reads a record; {@code file} is named where that fails. */
    static <T> T read(byte[] json, Class<T> type, String file) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw malformed(file, type.getSimpleName(), e);
        }
    }

    /** A record's JSON after a change. */
    static byte[] changed(byte[] json, String file, Consumer<ObjectNode> change) {
        try {
            ObjectNode node = MAPPER.readValue(json, ObjectNode.class);
            change.accept(node);
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw malformed(file, "JSON", e);
        }
    }

    /** The whole number under {@code key}, or -1 where there is none. */
    static int number(byte[] json, String key, String file) {
        try {
            return MAPPER.readTree(json).path(key).asInt(-1);
        } catch (IOException e) {
            throw malformed(file, "JSON", e);
        }
    }

    private static StoreException malformed(String file, String expected, IOException e) {
        String found = e.getMessage();
        if (e instanceof JsonProcessingException json) {
            found = json.getOriginalMessage();
            if (json.getLocation() != null) {
                found += " (line " + json.getLocation().getLineNr() + ")";
            }
        }
        return new StoreException(file, "a whole " + expected, found, ModelDirectory.CURE, e);
    }

    private static DefaultPrettyPrinter printer() {
        return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }
}
