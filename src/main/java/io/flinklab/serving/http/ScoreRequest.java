package io.flinklab.serving.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.flinklab.data.CustomerJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request to score, cut into customers that are not yet read.
 *
 * @param many whether it is an array, so that its answer is one
 * @param customers the text of each
 */
record ScoreRequest(boolean many, List<String> customers) {
    private static final String EXPECTED =
            "expected one JSON object, a customer, or an array of such objects; found ";

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    // One customer's NaN or endless number is no error of its neighbours.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(10_000)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    /**
     * Cuts a body.
     *
     * @throws Refusal if it is no JSON, or neither an object nor an array
     */
    static ScoreRequest of(byte[] body) {
        String text = text(body);
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                throw new Refusal(400, EXPECTED + (first == null ? "nothing" : parser.getText()));
            }
            boolean many = first == JsonToken.START_ARRAY;
            List<String> customers = many ? elements(parser, text) : List.of(value(parser, text));
            if (parser.nextToken() != null) {
                throw new Refusal(400, EXPECTED + "more behind it");
            }
            return new ScoreRequest(many, customers);
        } catch (JsonProcessingException e) {
            throw new Refusal(400, EXPECTED + "text that is none: " + shown(e));
        } catch (IOException e) {
            throw new Refusal(400, EXPECTED + e.getMessage());
        }
    }

    private static List<String> elements(JsonParser parser, String text) throws IOException {
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
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
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "expected JSON in UTF-8, found bytes that are not UTF-8");
        }
    }

    private static String shown(JsonProcessingException malformed) {
        return CustomerJson.problem(malformed)
                + " (line "
                + malformed.getLocation().getLineNr()
                + ", column "
                + malformed.getLocation().getColumnNr()
                + ")";
    }
}
