package io.flinklab.data.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class EventRowsTest {
    private static final Example CUSTOMER =
            new CustomerGenerator(1).examples(1).findFirst().orElseThrow();

    private final TypeSerializer<Row> serializer =
            EventRows.TYPE.createSerializer(new ExecutionConfig());

    @Test
    void shouldHoldACustomerAndItsMessage() {
        Row event = EventRows.of(CUSTOMER, "customers-0", 7, 1000, "raw");

        assertThat(event.getArity()).isEqualTo(EventRows.TYPE.getArity());
        assertThat(EventRows.example(event)).isEqualTo(CUSTOMER);
        assertThat(EventRows.origin(event)).isEqualTo("customers-0");
        assertThat(EventRows.position(event)).isEqualTo(7);
        assertThat(EventRows.time(event)).isEqualTo(1000);
        assertThat(EventRows.raw(event)).isEqualTo("raw");
    }

    @Test
    void shouldKeepItsKindWithAnotherLabel() {
        Row event = EventRows.of(CUSTOMER, "customers-0", 7, 1000, "raw");
        event.setKind(RowKind.DELETE);

        Row other = EventRows.withLabel(event, Double.NaN);

        assertThat(EventRows.label(other)).isNaN();
        assertThat(EventRows.label(event)).isEqualTo(CUSTOMER.label());
        assertThat(other).isEqualTo(EventRows.withLabel(other, Double.NaN));
        assertThat(other.getKind()).isEqualTo(RowKind.DELETE);
    }

    @Test
    void shouldComeThroughSerialisation() throws IOException {
        for (Example example :
                List.of(
                        CUSTOMER,
                        new Example("a key", new double[] {Double.NaN, -0.0}, new String[0], 1),
                        new Example(null, new double[0], new String[] {"", "Île"}, Double.NaN))) {
            expectSame(EventRows.of(example, "a,b.csv", 3, -1, "a,\nb"));
        }
        expectSame(EventRows.defect("topic-1", Long.MAX_VALUE, 5, "base64:YcMo", "expected text"));
        expectSame(
                EventRows.of(
                        new ParsedRow.Rejected(new Reject("in.csv", 2, "Age", "too old", "1,2")),
                        "in.csv",
                        0));
    }

    private void expectSame(Row event) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(event, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer copied = new DataOutputSerializer(16);
        serializer.copy(in, copied);
        in = new DataInputDeserializer(copied.getCopyOfBuffer());

        assertThat(serializer.deserialize(in)).isEqualTo(event);
        assertThat(in.available()).isZero();
    }

    @Test
    void shouldNotBeCopiedBetweenOperators() {
        Row event = EventRows.of(CUSTOMER, "customers-0", 7, 1000, "raw");

        assertThat(EventRows.record(serializer.copy(event))).isSameAs(EventRows.record(event));
    }

    @Test
    void shouldBeReadFromASavepoint() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<Row> read =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());

        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(read.restoreSerializer())
                                .isCompatibleAsIs())
                .isTrue();
    }
}
