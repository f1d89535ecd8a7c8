package io.flinklab.serving.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent, the service blames who sent it, and goes on. */
class ScoringServiceFuzzTest {
    private static final int REQUESTS = 10_000;
    private static final Pattern END_OF_HEADERS = Pattern.compile("\n\r?\n");
    private static final String JSON = "\r\nHost: here\r\nContent-Type: application/json\r\n";

    @TempDir private Path directory;

    @Test
    void shouldBlameTheClientAlone() throws Exception {
        StoredModel stored =
                StoreFixture.publish(
                        ModelStore.at(directory), SamplePipelines.reference(UnseenCategory.ERROR));
        LiveModel model = new LiveModel(Scorer.of(stored), stored.manifest(), Clock.systemUTC());
        try (ScoringService service =
                ScoringService.start(
                        new ServiceOptions("127.0.0.1", 0, 100_000, Duration.ZERO), model)) {
            List<String> good = good();
            List<String> before = bodies(service, good);
            RequestMutations mutations = new RequestMutations(new Random(16), good);
            int refused = 0;
            for (int i = 0; i < REQUESTS; i++) {
                refused += refusals(i, service, mutations.next());
            }

            assertThat(refused).isGreaterThan(REQUESTS / 2);
            assertThat(bodies(service, good)).isEqualTo(before);
            assertThat(before).last().asString().contains("\"score\":");
        }
    }

    /** Sends a request, and nothing behind it; gives how many of the answers are errors. */
    private static int refusals(int number, ScoringService service, byte[] request)
            throws IOException {
        String text = new String(request, ISO_8859_1);
        String shown = "request " + number + ": " + text;
        int refused = 0;
        try (RawConnection connection = new RawConnection(service.uri())) {
            connection.send(request).end();
            // Whoever ends before that has asked nothing.
            boolean answered = !END_OF_HEADERS.matcher(text.stripLeading()).find();
            while (!connection.isClosed()) {
                Response response = connection.read();
                answered = true;
                assertThat(response.status() / 100).as(shown).isIn(1, 2, 4);
                if (response.status() >= 400) {
                    refused++;
                    assertThat(response.json().at("/error/reason").asText())
                            .as(shown)
                            .containsIgnoringCase("expected ");
                }
            }
            assertThat(answered).as(shown).isTrue();
        }
        return refused;
    }

    private static List<String> bodies(ScoringService service, List<String> requests)
            throws IOException {
        try (RawConnection connection = new RawConnection(service.uri())) {
            for (String request : requests) {
                connection.send(request);
            }
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                bodies.add(connection.read().body());
            }
            return bodies;
        }
    }

    private static List<String> good() {
        List<String> customers =
                new CustomerGenerator(7).examples(3).map(ScoringServiceFuzzTest::spaced).toList();
        String one = customers.get(0);
        String many = customers.toString();
        return List.of(
                "GET /health HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /model HTTP/1.1\r\nHost: here\r\nAccept: */*\r\n\r\n",
                "GET /ready?x=y HTTP/1.1\r\nHost: here\r\nConnection: keep-alive\r\n\r\n",
                "POST /score HTTP/1.1"
                        + JSON
                        + "Content-Length: "
                        + many.length()
                        + "\r\n\r\n"
                        + many,
                "POST /score HTTP/1.1"
                        + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + chunk(one.substring(0, 100))
                        + chunk(one.substring(100))
                        + "0\r\n\r\n",
                "POST /score HTTP/1.1"
                        + JSON
                        + "Content-Length: "
                        + one.length()
                        + "\r\n\r\n"
                        + one);
    }

    private static String spaced(Example customer) {
        return ExampleJson.write(Churn.SCHEMA, customer).replace("\":", "\": ");
    }

    private static String chunk(String part) {
        return Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
    }
}
