package io.flinklab.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Customers as JSON objects: the article's column names are the keys, the values those of {@link
 * CustomerSchema#describe()}, numbers as JSON numbers. {@code Exited} is optional, and so are
 * {@code RowNumber} (otherwise 0) and {@code Surname} (otherwise empty), which no model reads.
 * Immutable.
 */
public final class CustomerJson {
    private static final int LONGEST_MESSAGE = 200;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    // Strangers choose the names, and all parsers would share their table.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(10)
                                    .maxNumberLength(1000)
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
     * @param json the object, nothing but spaces around it
     */
    public ParsedRow parse(long position, String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
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

    private static String reason(IOException malformed) {
        String found =
                malformed instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : malformed.getMessage();
        return "expected one JSON object, found text that is none: "
                + Excerpt.printable(found, LONGEST_MESSAGE);
    }

    private ParsedRow rejected(long position, String column, String reason, String raw) {
        return new ParsedRow.Rejected(new Reject(origin, position, column, reason, raw));
    }
}
