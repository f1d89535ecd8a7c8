package io.flinklab.streaming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
                    // Rows follow each other on one generator, each an array of bytes of its own.
                    .rootValueSeparator((String) null)
                    .build();

    private final SerializableString[] names;
    private final Kind[] kinds;
    private final boolean undefined;

    private transient ByteArrayOutputStream bytes;
    private transient JsonGenerator generator;

    /**
     * @throws IllegalArgumentException if a field is not LONG, INT, DOUBLE or STRING
     */
    public RowJson(RowTypeInfo type) {
        this(type, false);
    }

    /** The same for rows with measures that may be undefined: NaN is written as null. */
    public static RowJson ofMeasures(RowTypeInfo type) {
        return new RowJson(type, true);
    }

    private RowJson(RowTypeInfo type, boolean undefined) {
        this.undefined = undefined;
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

    private void writeValue(int field, Object value) throws IOException {
        if (undefined && value instanceof Double number && number.isNaN()) {
            generator.writeNull();
            return;
        }
        try {
            kinds[field].writer.write(value, generator);
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

    private static JsonGenerator generator(ByteArrayOutputStream bytes) {
        try {
            return FACTORY.createGenerator(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Kind {
        LONG(Types.LONG, (value, to) -> to.writeNumber((long) (Long) value)),
        INT(Types.INT, (value, to) -> to.writeNumber((int) (Integer) value)),
        DOUBLE(Types.DOUBLE, (value, to) -> to.writeNumber(finite((Double) value))),
        STRING(Types.STRING, (value, to) -> to.writeString(wellFormed((String) value)));

        private final TypeInformation<?> type;
        private final Writer writer;

        Kind(TypeInformation<?> type, Writer writer) {
            this.type = type;
            this.writer = writer;
        }

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

        private static double finite(double number) {
            if (!Double.isFinite(number)) {
                throw new ArithmeticException("JSON has no " + number);
            }
            return number;
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

    private interface Writer {
        void write(Object value, JsonGenerator to) throws IOException;
    }
}
