package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3://KEY:SECRET@bucket/models | s3://***@bucket/models",
                "s3://KEY:SEC/RET@bucket/models | s3://***@bucket/models",
                "http://user:p@ss@host:8080/x | http://***@host:8080/x",
                "https://token@host/ | https://***@host/",
                "kafka://u:p@h:9092/t?group=g | kafka://***@h:9092/t?group=g",
                "kafka://h:1/t?ssl.keystore.password=abc&group=g | kafka://h:1/t?ssl.keystore.password=***&group=g",
                "kafka://h:1/t?group=g&sasl.password=a b c | kafka://h:1/t?group=g&sasl.password=***",
                "kafka://h:1/t?sasl.jaas.config=org.x.Plain required username=\"u\" password=\"p\"; | kafka://h:1/t?sasl.jaas.config=***",
                "it said password=\"a b\" and went | it said password=\"***\" and went",
                "s3.secret-key: abc, s3.access-key=def | s3.secret-key: ***, s3.access-key=***",
                "http://h/x?X-Amz-Signature=abc&n=1 | http://h/x?X-Amz-Signature=***&n=1",
                "AWS_SECRET_ACCESS_KEY=abc | AWS_SECRET_ACCESS_KEY=***",
                "found \"user:abc@h:1\" | found \"***@h:1\""
            })
    void shouldHideWhatIsSecret(String text, String shown) {
        assertThat(Secrets.hidden(text)).isEqualTo(shown);
        assertThat(Secrets.hidden(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3://bucket/models",
                "s3://bucket/a@b/c",
                "http://host:8080/a@b",
                "http://[::1]:8080/score",
                "kafka://a:1,b:2/t?group=g&format=json",
                "data/churn.csv, line 3, column Geography: expected a text, found ''",
                "me@example.org wrote: expected a key; found none",
                "key figures: 3"
            })
    void shouldLeaveTheRest(String text) {
        assertThat(Secrets.hidden(text)).isEqualTo(text);
    }
}
