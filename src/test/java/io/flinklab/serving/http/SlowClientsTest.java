package io.flinklab.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.flinklab.app.Eventually;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time, and what others notice of them. */
class SlowClientsTest {
    private static final int MAX_BODY = 100_000;
    private static final String ONE =
            ExampleJson.write(
                    Churn.SCHEMA, new CustomerGenerator(7).examples(1).findFirst().orElseThrow());
    private static final String HEAD =
            "POST /score HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";

    @TempDir private static Path directory;

    private static LiveModel model;
    private static ScoringService service;

    private final List<RawConnection> slow = new ArrayList<>();

    @BeforeAll
    static void start() {
        StoredModel stored =
                StoreFixture.publish(
                        ModelStore.at(directory.resolve("models")),
                        SamplePipelines.reference(UnseenCategory.ERROR));
        model = new LiveModel(Scorer.of(stored), stored.manifest(), Clock.systemUTC());
        service =
                ScoringService.start(
                        new ServiceOptions("127.0.0.1", 0, MAX_BODY, Duration.ZERO), model);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (RawConnection each : slow) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /score HTTP/1.1\r\nHo",
                HEAD + "Content-Length: 500\r\n\r\n{\"Cus",
                HEAD + "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"C",
                "GET /health HTTP/1.1\r\nHost: here\r\nContent-Length: 500\r\n\r\n{"
            })
    void shouldAnswerOthersWhileAThousandSendSlowly(String begun) throws Exception {
        for (int i = 0; i < 1000; i++) {
            slow.add(new RawConnection(service.uri()).send(begun));
        }
        for (RawConnection each : slow) {
            each.send(begun.isEmpty() ? "" : "s");
        }

        assertOthersAreAnswered();
    }

    @Test
    void shouldAnswerOthersWhileManyDoNotReadTheirAnswers() throws Exception {
        String body = Collections.nCopies(100, "{}").toString();
        String request = HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        for (int i = 0; i < 40; i++) {
            slow.add(new RawConnection(service.uri(), 4096).send(request.repeat(250)));
        }

        assertOthersAreAnswered();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 500\r\n\r\n",
                "Content-Length: 90000\r\n\r\n{",
                "Transfer-Encoding: chunked\r\n\r\nfff\r\n{",
                "Content-Length: 500\r\nExpect: 100-continue\r\n\r\n"
            })
    void shouldDropWhoSendsTooSlowly(String begun) throws Exception {
        try (ScoringService hasty = hasty()) {
            RawConnection connection = new RawConnection(hasty.uri());
            slow.add(connection.send(HEAD + begun));
            if (begun.contains("Expect")) {
                assertThat(connection.read().status()).isEqualTo(100);
            }

            Eventually.holds("the service has enough of it", () -> trickles(connection));

            RawConnection.Response response = connection.read();
            assertThat(response.status()).isEqualTo(408);
            assertThat(response.reason()).contains("32768 more bytes", "every 100 ms");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void shouldTakeALongBodyThatComesInTime() throws Exception {
        String body = "[" + ONE + " ".repeat(MAX_BODY - ONE.length() - 2) + "]";
        try (RawConnection connection = new RawConnection(service.uri())) {
            connection.send(HEAD + "Content-Length: " + MAX_BODY + "\r\n\r\n");
            for (int at = 0; at < MAX_BODY; at += 1000) {
                connection.send(body.substring(at, at + 1000));
            }

            assertThat(connection.read().json().get(0).has("score")).isTrue();
        }
    }

    @Test
    void shouldNotWaitForConnectionsThatHaveAskedNothingWhenItStops() throws Exception {
        ScoringService stopping = hasty();
        slow.add(new RawConnection(stopping.uri()));
        slow.add(new RawConnection(stopping.uri()).send("POST /score HTTP/1.1\r\nHo"));
        assertThat(new Calls(stopping.uri()).get("/health").status()).isEqualTo(200);

        assertTimeoutPreemptively(Duration.ofSeconds(8), stopping::close);
    }

    @Test
    void shouldHangUpOnWhoDoesNotReadItsAnswers() throws Exception {
        String body = Collections.nCopies(100, "{}").toString();
        String request = HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try (ScoringService hasty = hasty()) {
            RawConnection connection = new RawConnection(hasty.uri(), 4096);
            slow.add(connection.send(request.repeat(250)));

            Eventually.holds("the service hangs up", () -> cannotSend(connection));
        }
    }

    private static boolean trickles(RawConnection connection) throws IOException {
        connection.send(" ");
        return connection.isAnswered();
    }

    private static boolean cannotSend(RawConnection connection) {
        try {
            connection.send(" ");
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static ScoringService hasty() {
        return ScoringService.start(
                new ServiceOptions("127.0.0.1", 0, MAX_BODY, Duration.ofMillis(100), Duration.ZERO),
                model);
    }

    private static void assertOthersAreAnswered() {
        Calls calls = new Calls(service.uri());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    for (int i = 0; i < 20; i++) {
                        assertThat(calls.get("/health").status()).isEqualTo(200);
                        assertThat(calls.get("/ready").status()).isEqualTo(200);
                        assertThat(calls.score(ONE).status()).isEqualTo(200);
                    }
                });
    }
}
