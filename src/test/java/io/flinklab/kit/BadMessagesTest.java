package io.flinklab.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.data.json.ExampleJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadMessagesTest {

    @Test
    void noneOfThemIsACustomerInAnyFormat() {
        ExampleParser csv = ExampleParser.of("topic-0", Churn.SCHEMA, "");
        ExampleJson json = new ExampleJson(Churn.SCHEMA, "topic-0");
        long position = 0;
        for (byte[] message : new BadMessages(4).take(10_000)) {
            String text = textOf(message);
            if (text != null) {
                assertThat(csv.parse(position, text))
                        .as(text)
                        .isInstanceOf(ParsedRow.Rejected.class);
                assertThat(json.parse(position, text))
                        .as(text)
                        .isInstanceOf(ParsedRow.Rejected.class);
            }
            position++;
        }
    }

    @Test
    void theSeedDecides() {
        List<byte[]> messages = new BadMessages(1).take(200);

        assertThat(messages.toArray(byte[][]::new))
                .isDeepEqualTo(new BadMessages(1).take(200).toArray(byte[][]::new));
        assertThat(messages).containsNull().anyMatch(each -> each != null && each.length > 90_000);
    }

    /** Null where it has no text, and is a defect whatever the format. */
    private static String textOf(byte[] message) {
        if (message == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
