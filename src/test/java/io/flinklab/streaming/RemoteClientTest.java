package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteClientTest {
    private static final Example FIRST = LoadedCustomers.customer(1);
    private static final Example SECOND = LoadedCustomers.customer(2);
    private static final String SCORED =
            "{\"CustomerId\":%d,\"score\":0.25,\"prediction\":0,\"modelVersion\":\"v000001\",\"modelSha256\":\"ab\"}";

    private final Deque<Answer> script = new ConcurrentLinkedDeque<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private RemoteClient client;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/score", this::answer);
        server.start();
        client =
                new RemoteClient(
                        options(3, Duration.ofSeconds(10)), Churn.SCHEMA, retries::incrementAndGet);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void shouldReadScoresAndRefusalsInTheirOrder() {
        answers(200, "[" + scored(1) + ",{\"error\":{\"column\":\"Age\",\"reason\":\"old\"}}]");

        assertThat(client.score(List.of(FIRST, SECOND)).join())
                .containsExactly(
                        new RemoteScore.Scored("1", 0.25, 0, "v000001", "ab"),
                        new RemoteScore.Refused("Age", "old"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503|",
                "500|oops",
                "502|<html>",
                "408|",
                "429|",
                "200|<html>",
                "200|[]",
                "200|{}",
                "200|[{}]",
                "200|[1]"
            })
    void shouldTryAgain(int status, String body) {
        answers(status, body == null ? "" : body);
        answers(200, "[" + scored(1) + "]");

        assertThat(client.score(List.of(FIRST)).join()).hasSize(1);
        assertThat(retries).hasValue(1);
    }

    @Test
    void shouldNotTakeAnotherCustomersScore() {
        answers(200, "[" + scored(2) + "]");
        answers(200, "[" + scored(1) + "]");

        assertThat(client.score(List.of(FIRST)).join())
                .containsExactly(new RemoteScore.Scored("1", 0.25, 0, "v000001", "ab"));
        assertThat(retries).hasValue(1);
    }

    @Test
    void shouldGiveUpAfterTheLastTryAndSayWhy() {
        for (int i = 0; i < 3; i++) {
            answers(503, "{\"error\":\n{}}");
        }

        assertThatThrownBy(() -> client.score(List.of(FIRST)).join())
                .cause()
                .isInstanceOf(RemoteClient.RemoteException.class)
                .hasMessageContainingAll(
                        server.getAddress().getPort() + "/score: no answer in 3 tries",
                        "status 503 {\"error\": {}}",
                        "last checkpoint");
        assertThat(requests).hasValue(3);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldGiveUpOnAServiceThatBeginsAnAnswerAndNeverEndsIt() {
        server.createContext(
                "/stalled/score",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('[');
                    exchange.getResponseBody().flush();
                });
        URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stalled");
        RemoteOptions usual = options(2, Duration.ofMillis(200));
        RemoteOptions stalled =
                new RemoteOptions(
                        service,
                        usual.timeout(),
                        usual.tries(),
                        usual.backoff(),
                        usual.capacity(),
                        usual.requests(),
                        usual.batch());
        RemoteClient impatient = new RemoteClient(stalled, Churn.SCHEMA, retries::incrementAndGet);

        assertThatThrownBy(() -> impatient.score(List.of(FIRST)).join())
                .cause()
                .isInstanceOf(RemoteClient.RemoteException.class)
                .hasMessageContainingAll("no answer in 2 tries", "Timeout");
    }

    @Test
    void shouldGiveUpOnAServiceThatNeverAnswers() {
        RemoteClient impatient =
                new RemoteClient(
                        options(1, Duration.ofMillis(50)), Churn.SCHEMA, retries::incrementAndGet);

        assertThatThrownBy(() -> impatient.score(List.of(FIRST)).join())
                .cause()
                .isInstanceOf(RemoteClient.RemoteException.class)
                .hasMessageContaining("HttpTimeoutException");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 404, 405, 415})
    void shouldNotTryAgainWhereItCannotHelp(int status) {
        answers(status, "elsewhere");

        assertThatThrownBy(() -> client.score(List.of(FIRST)).join())
                .cause()
                .isInstanceOf(RemoteClient.RemoteException.class)
                .hasMessageContaining("status " + status + " elsewhere");
        assertThat(requests).hasValue(1);
    }

    @Test
    void shouldFindTheCustomerAtFaultInARefusedBatch() {
        server.removeContext("/score");
        server.createContext("/score", this::refuseSecond);

        assertThat(client.score(List.of(FIRST, SECOND)).join())
                .containsExactly(
                        new RemoteScore.Scored("1", 0.25, 0, "v000001", "ab"),
                        new RemoteScore.Refused("", "the service answered with status 413"));
    }

    @ParameterizedTest
    @CsvSource({"2,100", "3,200", "4,400", "7,3200", "8,5000", "1000,5000"})
    void shouldWaitLongerBeforeEachTry(int tried, long millis) {
        RemoteOptions usual = RemoteOptions.of(URI.create("http://here"));

        assertThat(usual.waitBefore(tried)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://here", "http:/here", "here"})
    void shouldRefuseWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> RemoteOptions.of(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:8080");
    }

    @ParameterizedTest
    @CsvSource({
        "http://here,http://here/score",
        "http://here/,http://here/score",
        "http://here/a/b,http://here/a/b/score"
    })
    void shouldKeepThePath(String service, String score) {
        assertThat(RemoteOptions.of(URI.create(service)).score()).hasToString(score);
    }

    private RemoteOptions options(int tries, Duration timeout) {
        return new RemoteOptions(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                timeout,
                tries,
                Duration.ofMillis(1),
                10,
                1,
                10);
    }

    private void answers(int status, String body) {
        script.add(new Answer(status, body));
    }

    /** Without a script it does not answer. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        requests.incrementAndGet();
        Answer next = script.poll();
        if (next != null) {
            send(exchange, next.status(), next.body());
        }
    }

    private void refuseSecond(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean second = body.contains("\"CustomerId\":2,");
        send(exchange, second ? 413 : 200, second ? "" : "[" + scored(1) + "]");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String scored(int customer) {
        return SCORED.formatted(customer);
    }
}
