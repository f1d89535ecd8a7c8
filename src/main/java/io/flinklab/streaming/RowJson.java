package io.flinklab.streaming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/**
 * Flat rows as JSON: one object a row, in UTF-8, a member for each field under its name and in the
 * type's order. Numbers are written so that they read back the same. Not for use by several threads
 * at once.
 */
public final class RowJson implements Serializable {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Rows follow each other on one generator, each an array of bytes of its own.
                    .rootValueSeparator((String) null)
                    .build();

    private final SerializableString[] names;
    private final Kind[] kinds;

    private transient ByteArrayOutputStream bytes;
    private transient JsonGenerator generator;

    /**
     * @throws IllegalArgumentException if a field is not LONG, INT, DOUBLE or STRING
     */
    public RowJson(RowTypeInfo type) {
        names =
                Arrays.stream(type.getFieldNames())
                        .map(SerializedString::new)
                        .toArray(SerializableString[]::new);
        kinds =
                IntStream.range(0, type.getArity())
                        .mapToObj(field -> Kind.of(names[field].getValue(), type.getTypeAt(field)))
                        .toArray(Kind[]::new);
    }

    /**
     * The row as one JSON object without a line break. Half of a surrogate pair, which UTF-8 cannot
     * say, becomes a question mark.
     *
     * @throws IllegalArgumentException if a field is null, not of its type, or no finite number
     */
    public byte[] write(Row row) {
        if (generator == null) {
            bytes = new ByteArrayOutputStream(256);
            generator = generator(bytes);
        }
        try {
            generator.writeStartObject();
            for (int field = 0; field < names.length; field++) {
                generator.writeFieldName(names[field]);
                writeValue(field, row.getField(field));
            }
            generator.writeEndObject();
            generator.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + row + " as JSON", e);
        } finally {
            recover();
        }
    }

    /**
     * The row that {@link #write} wrote; members may be in any order.
     *
     * @throws IllegalArgumentException if the text is not one JSON object with exactly the type's
     *     members, each of its type
     */
    public Row read(byte[] json) {
        Row row = new Row(names.length);
        try (JsonParser parser = FACTORY.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "it does not start with {");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int field = field(parser.currentName());
                parser.nextToken();
                row.setField(field, kinds[field].read(parser));
            }
            require(parser.nextToken() == null, "something follows the object");
        } catch (IOException | IllegalArgumentException e) {
            String text = new String(json, StandardCharsets.UTF_8);
            throw new IllegalArgumentException(
                    "Expected one JSON object with " + names() + ", found " + text, e);
        }
        for (int field = 0; field < names.length; field++) {
            require(row.getField(field) != null, "Found no " + names[field].getValue());
        }
        return row;
    }

    private void writeValue(int field, Object value) throws IOException {
        try {
            kinds[field].write(value, generator);
        } catch (ClassCastException | NullPointerException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Expected %s to be %s, found %s"
                            .formatted(names[field].getValue(), kinds[field], value),
                    e);
        }
    }

    /** After a refused row the generator stands inside an object. */
    private void recover() {
        bytes.reset();
        if (!generator.getOutputContext().inRoot()) {
            generator = null;
        }
    }

    private int field(String name) {
        int field = names().indexOf(name);
        require(field >= 0, "unknown member " + name);
        return field;
    }

    private List<String> names() {
        return Arrays.stream(names).map(SerializableString::getValue).toList();
    }

    private static JsonGenerator generator(ByteArrayOutputStream bytes) {
        try {
            return FACTORY.createGenerator(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException(complaint);
        }
    }

    private enum Kind {
        LONG(Types.LONG) {
            @Override
            void write(Object value, JsonGenerator to) throws IOException {
                to.writeNumber((long) (Long) value);
            }

            @Override
            Object read(JsonParser from) throws IOException {
                return from.getLongValue();
            }
        },
        INT(Types.INT) {
            @Override
            void write(Object value, JsonGenerator to) throws IOException {
                to.writeNumber((int) (Integer) value);
            }

            @Override
            Object read(JsonParser from) throws IOException {
                return from.getIntValue();
            }
        },
        DOUBLE(Types.DOUBLE) {
            @Override
            void write(Object value, JsonGenerator to) throws IOException {
                double number = (Double) value;
                if (!Double.isFinite(number)) {
                    throw new ArithmeticException("JSON has no " + number);
                }
                to.writeNumber(number);
            }

            @Override
            Object read(JsonParser from) throws IOException {
                return from.getDoubleValue();
            }
        },
        STRING(Types.STRING) {
            @Override
            void write(Object value, JsonGenerator to) throws IOException {
                to.writeString(wellFormed((String) value));
            }

            @Override
            Object read(JsonParser from) {
                require(from.currentToken() == JsonToken.VALUE_STRING, "not a text");
                try {
                    return from.getText();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        private final TypeInformation<?> type;

        Kind(TypeInformation<?> type) {
            this.type = type;
        }

        abstract void write(Object value, JsonGenerator to) throws IOException;

        abstract Object read(JsonParser from) throws IOException;

        static Kind of(String name, TypeInformation<?> type) {
            return Arrays.stream(values())
                    .filter(kind -> kind.type.equals(type))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "Expected field %s to be one of %s, found %s"
                                                    .formatted(
                                                            name,
                                                            Arrays.toString(values()),
                                                            type)));
        }

        /** Jackson refuses half of a pair, which cutting a text can leave. */
        private static String wellFormed(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    return new String(
                            text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
                }
            }
            return text;
        }
    }
}
