package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    @Test
    void shouldCarryTextsAndNumbersToTheLastBit() throws IOException {
        ObjectNode header = Message.newHeader().put("text", "zwei\nZeilen, \"ü\"");
        double[] numbers = {0.1 + 0.2, Double.MIN_VALUE, -0.0, 1e300};
        ByteBuffer body = ByteBuffer.allocate(numbers.length * Double.BYTES);
        body.asDoubleBuffer().put(numbers);

        Message read = Message.read(stream(written(new Message(header, body.array()))));

        assertThat(read.header()).isEqualTo(header);
        assertThat(read.doubles()).containsExactly(numbers);
    }

    @Test
    void shouldReadOneMessageAfterTheOther() throws IOException {
        byte[] first =
                written(new Message(Message.newHeader().put("n", 1), new byte[] {'\n', '{'}));
        byte[] second = written(new Message(Message.newHeader().put("n", 2), new byte[0]));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(second);
        ByteArrayInputStream stream = stream(both.toByteArray());

        assertThat(Message.read(stream).body()).containsExactly('\n', '{');
        assertThat(Message.read(stream).header().path("n").asInt()).isEqualTo(2);
        assertThatThrownBy(() -> Message.read(stream)).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"bytes\": 0}", "{\"bytes\": 3}\nab"})
    void shouldTellAnEndInTheMiddle(String text) {
        assertThatThrownBy(() -> Message.read(stream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a warning\n", "[1]\n", "{\"error\": \"none\"}\n"})
    void shouldRefuseWhatIsNoMessage(String text) {
        assertThatThrownBy(() -> Message.read(stream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("expected a message", text.strip());
    }

    @Test
    void shouldAskColumnAfterColumn() {
        List<Example> customers = TestData.SHIPPED.customers().subList(0, 3);

        Message question = PythonScorer.question(Churn.SCHEMA, customers);

        assertThat(question.header().path("numbers")).hasSize(8);
        assertThat(question.header().at("/texts/Geography/2").asText())
                .isEqualTo(customers.get(2).text(0));
        assertThat(question.doubles())
                .hasSize(8 * 3)
                .startsWith(
                        customers.get(0).number(0),
                        customers.get(1).number(0),
                        customers.get(2).number(0),
                        customers.get(0).number(1))
                .endsWith(customers.get(2).number(7));
    }

    private static byte[] written(Message message) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        message.write(stream);
        return stream.toByteArray();
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
