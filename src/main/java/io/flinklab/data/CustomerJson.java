package io.flinklab.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Customers as JSON objects: the article's column names are the keys, the values those of {@link
 * CustomerSchema#describe()}, numbers as JSON numbers. {@code Exited} is optional, and so are
 * {@code RowNumber} (otherwise 0) and {@code Surname} (otherwise empty), which no model reads.
 * Immutable.
 */
public final class CustomerJson {
    private static final int LONGEST_MESSAGE = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Jackson's words to programmers; of the place where a bracket was opened, the group stays. */
    private static final Pattern PARSER_ADVICE =
            Pattern.compile(
                    ": enable `[^`]*` to allow"
                            + "| \\(not recognized as one since Feature '[^']*' not enabled[^)]*\\)"
                            + "|, from `[^`]*`"
                            + "| \\(start marker at [^)]*\\)"
                            + "| \\(or 'NaN'[^)]*\\)"
                            + "|\\[Source: REDACTED [^;]*; ([^\\]]*)\\]");

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    // Strangers choose the names, and all parsers would share their table.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    // They are no JSON, but so the column can be named that refuses them.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(10)
                                    .maxNumberLength(DecimalText.LONGEST)
                                    .maxNameLength(10_000)
                                    .maxStringLength(1_000_000)
                                    .build())
                    .build();

    private final String origin;

    /**
     * @param origin named in rejects: where the texts come from
     */
    public CustomerJson(String origin) {
        this.origin = origin;
    }

    /**
     * Parses one object; never throws for what is in the text.
     *
     * @param position where the text stands in its origin
     * @param json the object, nothing but spaces around it, and perhaps a byte order mark before it
     */
    public ParsedRow parse(long position, String json) {
        try (JsonParser parser = FACTORY.createParser(unmarked(json))) {
            return new ParsedRow.Accepted(JsonFields.read(parser), position, json);
        } catch (BadValue bad) {
            return rejected(position, bad.column(), bad.getMessage(), json);
        } catch (IOException malformed) {
            return rejected(position, "", reason(malformed), json);
        }
    }

    /** The customer as one line of JSON; the label only where it is known. */
    public static String write(Customer customer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("RowNumber", customer.rowNumber());
            json.writeNumberField("CustomerId", customer.customerId());
            json.writeStringField("Surname", customer.surname());
            write(json, "CreditScore", customer.creditScore());
            json.writeStringField("Geography", customer.geography());
            json.writeStringField("Gender", customer.gender());
            write(json, "Age", customer.age());
            write(json, "Tenure", customer.tenure());
            write(json, "Balance", customer.balance());
            write(json, "NumOfProducts", customer.numOfProducts());
            write(json, "HasCrCard", customer.hasCrCard());
            write(json, "IsActiveMember", customer.isActiveMember());
            write(json, "EstimatedSalary", customer.estimatedSalary());
            if (customer.isLabelled()) {
                write(json, CustomerSchema.LABEL, customer.exited());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(CustomerCsv.number(value));
    }

    /**
     * What is wrong with a text that is no JSON, for its author: without what a programmer could
     * have the parser do. Short and printable.
     */
    public static String problem(JsonProcessingException malformed) {
        String found = PARSER_ADVICE.matcher(malformed.getOriginalMessage()).replaceAll("$1");
        return Excerpt.printable(found, LONGEST_MESSAGE);
    }

    private static String unmarked(String json) {
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
    }

    private static String reason(IOException malformed) {
        String found =
                malformed instanceof JsonProcessingException json
                        ? problem(json)
                        : Excerpt.printable(malformed.getMessage(), LONGEST_MESSAGE);
        return "expected one JSON object, found text that is none: " + found;
    }

    private ParsedRow rejected(long position, String column, String reason, String raw) {
        return new ParsedRow.Rejected(new Reject(origin, position, column, reason, raw));
    }
}
