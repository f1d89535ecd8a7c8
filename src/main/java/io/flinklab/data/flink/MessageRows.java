package io.flinklab.data.flink;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.data.csv.RecordReader.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Unparsed examples as Flink rows, wherever they come from. */
public final class MessageRows {

    /**
     * {@code origin}: a file's path, or a topic's partition as {@code topic-partition}; {@code
     * position}: the record's first line in the file, from 1, or its offset in the partition;
     * {@code time}: event time, milliseconds since 1970 UTC; {@code header}: the header of the
     * record's file, empty where there is none; {@code text}: the record; {@code defect}: why it
     * cannot be an example whatever it says, otherwise empty. No field is ever null.
     */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.STRING,
                        Types.LONG,
                        Types.LONG,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING
                    },
                    new String[] {"origin", "position", "time", "header", "text", "defect"});

    private MessageRows() {}

    /** A row of type {@link #TYPE}. */
    public static Row of(
            String origin, long position, long time, String header, String text, String defect) {
        return Row.of(origin, position, time, header, text, defect);
    }

    /** Where the record stands. */
    public static String origin(Row message) {
        return message.getFieldAs(0);
    }

    /** The first line, or the offset. */
    public static long position(Row message) {
        return message.<Long>getFieldAs(1);
    }

    /** Event time, milliseconds since 1970 UTC. */
    public static long time(Row message) {
        return message.<Long>getFieldAs(2);
    }

    /** The header of the record's file, or empty. */
    public static String header(Row message) {
        return message.getFieldAs(3);
    }

    /** The record itself. */
    public static String text(Row message) {
        return message.getFieldAs(4);
    }

    /** Why the record cannot be an example, or empty. */
    public static String defect(Row message) {
        return message.getFieldAs(5);
    }

    /** Parses messages whose text is a CSV record, each by the header it has. Not thread-safe. */
    public static final class CsvParser {
        private final Schema schema;
        private ExampleParser parser;
        private String origin = "";
        private String header = "";

        /** A parser of records of the schema's columns. */
        public CsvParser(Schema schema) {
            this.schema = schema;
            parser = ExampleParser.of(origin, schema, header);
        }

        /**
         * Parses a record; never throws for what is in it.
         *
         * @param message of type {@link MessageRows#TYPE}
         */
        public ParsedRow parse(Row message) {
            String itsOrigin = origin(message);
            String itsHeader = header(message);
            if (!itsHeader.equals(header)) {
                parser = ExampleParser.of(itsOrigin, schema, itsHeader);
            } else if (!itsOrigin.equals(origin)) {
                // Messages of a topic's partitions come in turns.
                parser = parser.of(itsOrigin);
            }
            origin = itsOrigin;
            header = itsHeader;
            return parser.parse(new RawRecord(position(message), text(message), defect(message)));
        }
    }
}
