package io.flinklab.serving.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.flinklab.data.Schema;
import io.flinklab.data.json.ExampleJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request to score, cut into examples that are not yet read.
 *
 * @param many whether it is an array, so that its answer is one
 * @param examples the text of each
 */
record ScoreRequest(boolean many, List<String> examples) {
    private static final int MOST_LEVELS = 100;

    /** Of a key and its value: two quotes, a colon, a character, a comma. */
    private static final int ONE_FIELD = 5;

    /** Elements that may be of any length, for whoever tries the service out. */
    private static final int FREE_ELEMENTS = 100;

    private static final String EXPECTED =
            "expected one JSON object, a row, or an array of such objects; found ";

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    // One example's NaN or endless number is no error of its neighbours.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MOST_LEVELS)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    /**
     * Cuts a body.
     *
     * @param body UTF-8, with or without a byte order mark
     * @param shortest bytes of the shortest example
     * @throws Refusal if it is no JSON, neither an object nor an array, nested too deeply, or of
     *     more elements than there can be examples
     */
    static ScoreRequest of(byte[] body, int shortest) {
        String text = text(body);
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                throw new Refusal(400, EXPECTED + (first == null ? "nothing" : parser.getText()));
            }
            boolean many = first == JsonToken.START_ARRAY;
            List<String> examples =
                    many ? elements(parser, text, shortest) : List.of(value(parser, text));
            if (parser.nextToken() != null) {
                throw new Refusal(400, EXPECTED + "more behind it");
            }
            return new ScoreRequest(many, examples);
        } catch (StreamConstraintsException e) {
            // The only one of the limits that a text can meet.
            throw new Refusal(
                    400,
                    "expected at most "
                            + MOST_LEVELS
                            + " levels of objects and arrays in one another, found more");
        } catch (JsonProcessingException e) {
            throw new Refusal(400, EXPECTED + "text that is none: " + shown(e));
        } catch (IOException e) {
            throw new Refusal(400, EXPECTED + e.getMessage());
        }
    }

    /**
     * The bytes that an example has with its keys alone: of the columns that it cannot leave out,
     * and of at least one.
     */
    static int shortest(Schema schema) {
        int required =
                schema.featureNames().stream()
                        .filter(name -> !schema.isOptional(name))
                        .mapToInt(name -> name.length() + ONE_FIELD)
                        .sum();
        return 2 + Math.max(required, 1 + ONE_FIELD);
    }

    private static List<String> elements(JsonParser parser, String text, int shortest)
            throws IOException {
        // Their errors would be many times as long as they are.
        int most = FREE_ELEMENTS + text.length() / shortest;
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == most) {
                throw new Refusal(
                        400,
                        "expected rows, each longer than %s bytes; found more than %s elements in %s bytes"
                                .formatted(shortest, most, text.length()));
            }
            elements.add(value(parser, text));
        }
        return elements;
    }

    /** The text of the value that the parser is at, which it passes. */
    private static String value(JsonParser parser, String text) throws IOException {
        long begin = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring((int) begin, (int) parser.currentLocation().getCharOffset());
    }

    private static String text(byte[] body) {
        String other = otherForm(body);
        if (other.isEmpty()) {
            try {
                String text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(body))
                                .toString();
                return text.startsWith("\ufeff") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                other = "bytes that are not UTF-8";
            }
        }
        throw new Refusal(400, "expected JSON in UTF-8, found " + other);
    }

    /** What the first bytes say that the body is instead; empty where they say nothing. */
    private static String otherForm(byte[] body) {
        int first = body.length < 2 ? -1 : (body[0] & 0xff) << 8 | body[1] & 0xff;
        if (first == 0x1f8b) {
            return "gzip-compressed bytes; send them as they were before";
        }
        // JSON begins with ASCII, of which these forms fill up each character with zeros.
        boolean marked = first == 0xfeff || first == 0xfffe;
        boolean filled = body.length % 2 == 0 && (first & 0xff) * (first >> 8) == 0;
        if (marked || filled) {
            boolean wide = body.length % 4 == 0 && (first == 0 || body[2] == 0 && body[3] == 0);
            return wide ? "UTF-32" : "UTF-16";
        }
        return "";
    }

    private static String shown(JsonProcessingException malformed) {
        return ExampleJson.problem(malformed)
                + " (line "
                + malformed.getLocation().getLineNr()
                + ", column "
                + malformed.getLocation().getColumnNr()
                + ")";
    }
}
