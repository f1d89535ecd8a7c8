package io.flinklab.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.http.RawConnection.Response;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that HTTP itself forbids, or that no path takes. */
class MalformedRequestsTest {
    private static final String ONE =
            ExampleJson.write(
                    Churn.SCHEMA, new CustomerGenerator(7).examples(1).findFirst().orElseThrow());
    private static final String POST =
            "POST /score HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";
    private static final String GOOD = POST + "Content-Length: " + ONE.length() + "\r\n\r\n" + ONE;

    @TempDir private static Path directory;

    private static ScoringService service;

    @BeforeAll
    static void start() {
        StoredModel stored =
                StoreFixture.publish(
                        ModelStore.at(directory.resolve("models")),
                        SamplePipelines.reference(UnseenCategory.ERROR));
        service =
                ScoringService.start(
                        new ServiceOptions("127.0.0.1", 0, 100_000, Duration.ZERO),
                        new LiveModel(Scorer.of(stored), stored.manifest(), Clock.systemUTC()));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(400, "", "GET /health HTTP/1.1\r\n\r\n"),
                Arguments.of(400, "", "GET /health HTTP/1.1\r\nHost:\r\n\r\n"),
                Arguments.of(400, "", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                Arguments.of(400, "", "GET /health HTTP/1.1\r\nHost: a:b\r\n\r\n"),
                Arguments.of(400, "", "GET /%zz HTTP/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(400, "", "GET /a\0b HTTP/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(400, "", "GET /a%2f..%2fscore HTTP/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(400, "", "GET health HTTP/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(400, "", "GET http://[::1 HTTP/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(400, "", "GET /health HTTP/1.1\r\nHost: here\r\nA b: c\r\n\r\n"),
                Arguments.of(400, "", "GET /health HTTP/1.1\r\nHost: here\r\n: c\r\n\r\n"),
                Arguments.of(400, "", "GET /health HTTP/9.9\r\nHost: here\r\n\r\n"),
                Arguments.of(400, "", "GET /health HTTQ/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(400, "", "<b>hello</b>\r\n\r\n"),
                Arguments.of(
                        400, "", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\r\n\r\n"),
                Arguments.of(
                        414, "", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of(
                        431,
                        "",
                        "GET /health HTTP/1.1\r\nHost: h\r\nA: " + "a".repeat(20_000) + "\r\n\r\n"),
                Arguments.of(
                        431,
                        "",
                        "GET /health HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(5000) + "\r\n"),
                Arguments.of(417, "", POST + "Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(400, "", POST + "Content-Length: two\r\n\r\n{}"),
                Arguments.of(400, "", POST + "Content-Length: -2\r\n\r\n{}"),
                Arguments.of(400, "", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                Arguments.of(
                        400,
                        "",
                        POST
                                + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "2\r\n{}\r\n0\r\n\r\n"),
                Arguments.of(400, "", POST + "Transfer-Encoding: gzip\r\n\r\n{}"),
                Arguments.of(400, "chunk", POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}"),
                Arguments.of(
                        400,
                        "chunk",
                        POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}zz\r\n0\r\n"),
                Arguments.of(400, "nothing", POST + "\r\n"),
                Arguments.of(415, "none", "POST /score HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of(
                        415,
                        "found gzip",
                        POST + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(404, "GET /nowhere", "GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(404, "GET /HEALTH", "GET /HEALTH HTTP/1.1\r\nHost: here\r\n\r\n"),
                Arguments.of(404, "OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void shouldAnswerWithJson(int status, String found, String request) throws Exception {
        Response response;
        try (RawConnection connection = new RawConnection(service.uri())) {
            response = connection.send(request).read();
        }

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.reason()).startsWith("expected ").contains("found ", found);
        assertThat(response.reason().length()).isLessThan(500);
        assertIsOurs(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 500\r\n\r\n{\"CustomerId\": 1",
                "Content-Length: 500\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"C",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
            })
    void shouldSayThatABodyBrokeOff(String rest) throws Exception {
        Response response;
        try (RawConnection connection = new RawConnection(service.uri())) {
            response = connection.send(POST + rest).end().read();
        }

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.reason()).startsWith("expected ").contains("found ", "end");
        assertIsOurs(response);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/score,POST",
        "OPTIONS,/score,POST",
        "BREW,/score,POST",
        "HEAD,/score,POST",
        "TRACE,/score,POST",
        "PUT,/score/,POST",
        "POST,/health,'GET, HEAD'",
        "DELETE,/ready,'GET, HEAD'",
        "OPTIONS,/model,'GET, HEAD'",
        "TRACE,/model,'GET, HEAD'"
    })
    void shouldNameTheMethodsThatAPathTakes(String method, String path, String allowed)
            throws Exception {
        Response response;
        try (RawConnection connection = new RawConnection(service.uri())) {
            connection.send(method + " " + path + " HTTP/1.1\r\nHost: here\r\n\r\n");
            response = method.equals("HEAD") ? connection.readHead() : connection.read();
        }

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo(allowed);
        assertThat(response.header("Content-Type")).startsWith("application/json");
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void shouldBeNoProxy() throws Exception {
        try (RawConnection connection = new RawConnection(service.uri())) {
            Response response =
                    connection.send("CONNECT there:80 HTTP/1.1\r\nHost: there:80\r\n\r\n").read();

            assertThat(response.status()).isBetween(400, 499);
            assertIsOurs(response);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready", "/model", "/health/", "http://here/health"})
    void shouldAnswerHeadAsGetWithoutTheBody(String path) throws Exception {
        try (RawConnection connection = new RawConnection(service.uri())) {
            connection.send("HEAD " + path + " HTTP/1.1\r\nHost: here\r\n\r\n");
            Response head = connection.readHead();
            Response get =
                    connection.send("GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n").read();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("" + get.body().length());
        }
    }

    @Test
    void shouldLetNoOtherSiteReadOrAsk() throws Exception {
        String from = "Origin: http://elsewhere.example\r\n";
        try (RawConnection connection = new RawConnection(service.uri())) {
            Response scored = connection.send(GOOD.replaceFirst("\r\n", "\r\n" + from)).read();
            Response asked =
                    connection
                            .send(
                                    "OPTIONS /score HTTP/1.1\r\nHost: here\r\n"
                                            + from
                                            + "Access-Control-Request-Method: POST\r\n"
                                            + "Access-Control-Request-Headers: content-type\r\n\r\n")
                            .read();
            Response simple =
                    connection.send(GOOD.replace("application/json", "text/plain")).read();

            assertThat(scored.status()).isEqualTo(200);
            assertThat(asked.status()).isEqualTo(405);
            assertThat(simple.status()).isEqualTo(415);
            assertThat(Stream.of(scored, asked, simple))
                    .flatMap(response -> response.headers().keySet())
                    .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
        }
    }

    @Test
    void shouldGoOnOnTheSameConnectionAfterAnError() throws Exception {
        try (RawConnection connection = new RawConnection(service.uri())) {
            connection.send("GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n" + POST);
            connection.send("Content-Length: 1\r\n\r\n[" + GOOD);

            assertThat(connection.read().status()).isEqualTo(404);
            assertThat(connection.read().status()).isEqualTo(400);
            assertThat(connection.read().json().has("score")).isTrue();
        }
    }

    @Test
    void shouldAskForABodyThatWaitsToBeAskedFor() throws Exception {
        try (RawConnection connection = new RawConnection(service.uri())) {
            connection.send(
                    POST + "Expect: 100-continue\r\nContent-Length: " + ONE.length() + "\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(100);
            assertThat(connection.send(ONE).read().json().has("score")).isTrue();
        }
    }

    private static void assertIsOurs(Response response) throws IOException {
        assertThat(response.header("Content-Type")).startsWith("application/json");
        assertThat(response.headers()).doesNotContainKey("Server");
        assertThat(response.json().at("/error/column").isTextual()).isTrue();
        assertThat(response.body()).doesNotContain("jetty", "Exception", "<html");
    }
}
