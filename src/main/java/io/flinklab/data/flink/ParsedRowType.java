package io.flinklab.data.flink;

import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import java.io.IOException;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Flink's type of a {@link ParsedRow}, for examples of every schema: what is written tells how many
 * numbers and categories there are.
 */
final class ParsedRowType extends TypeInformation<ParsedRow> {
    static final ParsedRowType INSTANCE = new ParsedRowType();

    private static final long serialVersionUID = 1L;

    private ParsedRowType() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<ParsedRow> getTypeClass() {
        return ParsedRow.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<ParsedRow> createSerializer(ExecutionConfig config) {
        return Serializer.INSTANCE;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ParsedRowType;
    }

    @Override
    public boolean equals(Object other) {
        return canEqual(other);
    }

    @Override
    public int hashCode() {
        return ParsedRowType.class.hashCode();
    }

    @Override
    public String toString() {
        return "ParsedRow";
    }

    /** Writes a tag, then the record's fields in their order. */
    static final class Serializer extends TypeSerializerSingleton<ParsedRow> {
        static final Serializer INSTANCE = new Serializer();

        private static final long serialVersionUID = 1L;
        private static final int VARIABLE = -1;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public ParsedRow createInstance() {
            return null;
        }

        @Override
        public ParsedRow copy(ParsedRow from) {
            return from;
        }

        @Override
        public ParsedRow copy(ParsedRow from, ParsedRow reuse) {
            return from;
        }

        @Override
        public int getLength() {
            return VARIABLE;
        }

        @Override
        public void serialize(ParsedRow record, DataOutputView target) throws IOException {
            target.writeBoolean(record instanceof ParsedRow.Accepted);
            target.writeLong(record.line());
            StringValue.writeString(record.raw(), target);
            if (record instanceof ParsedRow.Accepted accepted) {
                write(accepted.example(), target);
            } else if (record instanceof ParsedRow.Rejected rejected) {
                StringValue.writeString(rejected.reject().file(), target);
                StringValue.writeString(rejected.reject().column(), target);
                StringValue.writeString(rejected.reject().reason(), target);
            }
        }

        private static void write(Example example, DataOutputView target) throws IOException {
            Key key = Key.of(example.key());
            target.writeByte(key.ordinal());
            if (key == Key.NUMBER) {
                target.writeLong((Long) example.key());
            } else if (key == Key.TEXT) {
                StringValue.writeString((String) example.key(), target);
            }
            double[] numbers = example.sharedNumbers();
            target.writeInt(numbers.length);
            for (double number : numbers) {
                target.writeDouble(number);
            }
            String[] texts = example.sharedTexts();
            target.writeInt(texts.length);
            for (String text : texts) {
                StringValue.writeString(text, target);
            }
            target.writeDouble(example.label());
        }

        @Override
        public ParsedRow deserialize(DataInputView source) throws IOException {
            boolean accepted = source.readBoolean();
            long line = source.readLong();
            String raw = StringValue.readString(source);
            if (accepted) {
                return new ParsedRow.Accepted(example(source), line, raw);
            }
            String file = StringValue.readString(source);
            String column = StringValue.readString(source);
            String reason = StringValue.readString(source);
            return new ParsedRow.Rejected(new Reject(file, line, column, reason, raw));
        }

        private static Example example(DataInputView source) throws IOException {
            Comparable<?> key =
                    switch (Key.values()[source.readByte()]) {
                        case NONE -> null;
                        case NUMBER -> source.readLong();
                        case TEXT -> StringValue.readString(source);
                    };
            double[] numbers = new double[source.readInt()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = source.readDouble();
            }
            String[] texts = new String[source.readInt()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = StringValue.readString(source);
            }
            return new Example(key, numbers, texts, source.readDouble());
        }

        @Override
        public ParsedRow deserialize(ParsedRow reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            serialize(deserialize(source), target);
        }

        @Override
        public TypeSerializerSnapshot<ParsedRow> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a key is; its place is what is written. */
        private enum Key {
            NONE,
            NUMBER,
            TEXT;

            static Key of(Comparable<?> key) {
                if (key == null) {
                    return NONE;
                }
                return key instanceof Long ? NUMBER : TEXT;
            }
        }
    }

    /** Tells a savepoint which serializer wrote it; public, as Flink asks. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ParsedRow> {
        /** For Flink, which makes one when it reads a savepoint. */
        public Snapshot() {
            super(() -> Serializer.INSTANCE);
        }
    }
}
