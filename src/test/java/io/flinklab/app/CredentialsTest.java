package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.MessageTopic;
import io.flinklab.streaming.kafka.RejectTopic;
import io.flinklab.streaming.kafka.ScoreTopic;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a password or a key was given to a command, it says what is wrong and not what it was. */
class CredentialsTest {
    private static final String CANARY = "canary-7391";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "score --data d --out o --store s3://key:CANARY@bucket/models",
                "score --data d --out o --store s3://CANARY@bucket/models",
                "serve --store s3://key:CAN/CANARY@bucket/models",
                "models --store s3://key:CANARY@bucket/models",
                "stream --source d --sink o --store s3://key:CANARY@bucket/models",
                "stream --source s3://key:CANARY@bucket/c --sink o --service http://h:1",
                "stream --source d --sink s3://key:CANARY@bucket/o --service http://h:1",
                "stream --source d --sink o --rejects s3://k:CANARY@b/r --service http://h:1",
                "stream --source d --sink o --state s3://key:CANARY@bucket/s --service http://h:1",
                "stream --source d --sink o --service http://user:CANARY@127.0.0.1:1",
                "stream --source d --sink o --service http://127.0.0.1:1/?token=CANARY",
                "stream --source d --sink o --service ftp://user:CANARY@127.0.0.1:1",
                "stream --source d --sink o --service http://user:CANARY@[:1",
                "stream --source kafka://user:CANARY@h:1/t --sink o --service http://h:1",
                "stream --source kafka://h:1/t?sasl.password=CANARY --sink o --service http://h:1",
                "stream --source kafka://h:1/t?sasl.jaas.config=x;password=CANARY; --sink o"
                        + " --service http://h:1",
                "stream --source kafka://h:1/t?format=json&ssl.key.password=CANARY --sink o"
                        + " --service http://h:1",
                "stream --source kafka://h/t?sasl.password=CANARY --sink o --service http://h:1",
                "stream --source d --sink kafka://h:1/t?sasl.password=CANARY --service http://h:1",
                "stream --source d --sink o --store s --watch 1s"
                        + " --reload on-event=kafka://h:1/t?sasl.password=CANARY",
                "stream --source d --sink o --store s --watch 1s"
                        + " --reload kafka://h:1/t?sasl.password=CANARY",
                "models pin v000001 --store s --notify kafka://h:1/t?sasl.password=CANARY",
                "stream --source d --sink o --store s --cluster user:CANARY@h:1",
                "stream --source d --sink o --store s --prometheus user:CANARY@h:1",
                "stream --source d --sink o --store s --secret-key=CANARY",
            })
    void shouldNotRepeatASecretInAnError(String arguments) {
        Cli cli = Cli.run((Object[]) arguments.replace("CANARY", CANARY).split(" "));

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).startsWith("error: ");
        assertThat(cli.err() + cli.out()).doesNotContain(CANARY);
    }

    @Test
    void shouldNotRepeatASecretOfKafkasSettings() {
        KafkaAddress address = KafkaAddress.parse("kafka://h:1/t", MessageTopic.OPTIONS);
        Map<String, String> settings = Map.of("sasl.jaas.config", "password=" + CANARY);

        assertThat(
                        new MessageTopic(address, settings).toString()
                                + new ScoreTopic(address, settings)
                                + new RejectTopic(address, settings))
                .contains("kafka://h:1/t")
                .doesNotContain(CANARY);
    }
}
