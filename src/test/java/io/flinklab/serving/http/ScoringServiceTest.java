package io.flinklab.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Eventually;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.http.Calls.Answer;
import io.flinklab.serving.http.ScoringService.ServiceException;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringServiceTest {
    private static final int MAX_BODY = 100_000;
    private static final List<Example> CUSTOMERS = new CustomerGenerator(7).examples(100).toList();
    private static final String ONE = ExampleJson.write(Churn.SCHEMA, CUSTOMERS.get(0));
    private static final String JSON = "application/json";

    @TempDir private static Path directory;

    private static StoredModel first;
    private static Scorer scorer;
    private static LiveModel model;
    private static ScoringService service;
    private static Calls calls;

    @BeforeAll
    static void start() {
        first = publish(UnseenCategory.ERROR);
        scorer = Scorer.of(first);
        model = new LiveModel(scorer, first.manifest(), Clock.systemUTC());
        service = ScoringService.start(options(0, Duration.ZERO), model);
        calls = new Calls(service.uri());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void useTheFirstModel() {
        use(first);
    }

    @Test
    void shouldScoreOneCustomer() throws Exception {
        Answer answer = calls.score(ONE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactly(
                        "CustomerId", "score", "prediction", "modelVersion", "modelSha256");
        assertThat(answer.json().get("CustomerId").asLong()).isEqualTo(CUSTOMERS.get(0).key());
        assertThat(answer.json().get("score").asDouble()).isEqualTo(scorer.score(CUSTOMERS.get(0)));
        assertThat(answer.json().get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(answer.json().get("modelSha256").asText())
                .isEqualTo(first.manifest().modelSha256());
    }

    @Test
    void shouldScoreManyInTheirOrder() throws Exception {
        Answer answer =
                calls.score(
                        CUSTOMERS.stream()
                                .map(each -> ExampleJson.write(Churn.SCHEMA, each))
                                .toList()
                                .toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(answer.json().get(i).get("score").asDouble())
                    .isEqualTo(scorer.score(CUSTOMERS.get(i)));
        }
    }

    @Test
    void shouldScoreNobody() throws Exception {
        assertThat(calls.score("[]").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "null",
                "\"a, b] }\"",
                "[[1, 2], {}]",
                "{\"Age\": {\"Age\": [\"}\"]}}",
                "{\"Age\": 1, \"Age\": 1}"
            })
    void shouldScoreTheNeighboursOfABadCustomer(String bad) throws Exception {
        Answer answer = calls.score("[" + ONE + ",\n " + bad + " , " + ONE + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(3);
        assertThat(answer.json().get(0).get("score")).isEqualTo(answer.json().get(2).get("score"));
        assertThat(answer.json().at("/1/position").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/1/error/reason").asText()).startsWith("expected ");
    }

    @Test
    void shouldScoreTheNeighboursOfAnEndlessNumber() throws Exception {
        String endless = ONE.replaceFirst("\"Age\":\\d+", "\"Age\":" + "9".repeat(5000));

        Answer answer = calls.score("[" + endless + "," + ONE + "]");

        assertThat(answer.json().at("/0/error/reason").asText()).contains("5000");
        assertThat(answer.json().get(1).has("score")).isTrue();
    }

    @Test
    void shouldSayWhatIsWrongWithACustomer() throws Exception {
        Answer answer = calls.score(ONE.replaceFirst("\"Age\":\\d+", "\"Age\":17"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.column()).isEqualTo("Age");
        assertThat(answer.reason()).isEqualTo("expected a whole number from 18 to 120, found '17'");
        assertThat(answer.json().has("position")).isFalse();
    }

    @Test
    void shouldSayWhatIsWrongWithANumberThatIsNone() throws Exception {
        Answer answer = calls.score(ONE.replaceFirst("\"Age\":\\d+", "\"Age\":NaN"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.column()).isEqualTo("Age");
        assertThat(answer.reason())
                .isEqualTo("expected a whole number from 18 to 120, found 'NaN'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Age\": +4}", "// Anna\n{}", "{\"Age\": -INF"})
    void shouldNotTellHowToProgramTheParser(String body) throws Exception {
        Answer answer = calls.score(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).doesNotContainIgnoringCase("enable", "feature");
    }

    @Test
    void shouldSayWhichCategoryTheModelDoesNotKnow() throws Exception {
        Answer answer = calls.score(abroad());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.column()).isEqualTo("Geography");
        assertThat(answer.reason()).contains("expected one of [France", "found \"Atlantis\"");
    }

    @Test
    void shouldAnswerTheOthersWhereTheModelRefusesOne() throws Exception {
        model.use(refusing(CUSTOMERS.get(1)), first.manifest());

        Answer answer =
                calls.score(
                        CUSTOMERS.stream()
                                .limit(3)
                                .map(each -> ExampleJson.write(Churn.SCHEMA, each))
                                .toList()
                                .toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/0/score").isDouble()).isTrue();
        assertThat(answer.json().at("/1/error/reason").asText()).isEqualTo("no score for her");
        assertThat(answer.json().at("/2/score").isDouble()).isTrue();
    }

    @Test
    void shouldSayThatTheModelSkipsACategory() throws Exception {
        use(publish(UnseenCategory.SKIP));

        assertThat(calls.score(abroad()).reason()).startsWith("the model skips a category");
        assertThat(calls.score(abroad()).column()).isEqualTo("Geography");
    }

    @Test
    void shouldSayThatAScoreIsOfACategoryThatTheModelWasNotTrainedWith() throws Exception {
        use(publish(UnseenCategory.KEEP));

        Answer answer = calls.score(abroad());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("score").isDouble()).isTrue();
        assertThat(answer.json().at("/unseenCategories/0").asText()).isEqualTo("Geography");
        assertThat(calls.score(ONE).json().has("unseenCategories")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[", "[{}", "{} {}", "[{}] x", "7", "\"a\"", "nul", "{'a': 1}"})
    void shouldRefuseWhatIsNoCustomerAndNoArray(String body) throws Exception {
        Answer answer = calls.score(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).startsWith("expected one JSON object").contains("found ");
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() throws Exception {
        byte[] bytes = ONE.getBytes(StandardCharsets.UTF_16);

        Answer answer = calls.send("POST", "/score", JSON, BodyPublishers.ofByteArray(bytes));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "application/x-www-form-urlencoded",
                "application/json; charset=latin1",
                "application/json; charset=utf-16",
                "application/json; charset=x-utf-8",
                "application/json; charset=",
                "application/jsonl",
                "text/json"
            })
    void shouldRefuseOtherContent(String type) throws Exception {
        Answer answer = calls.send("POST", "/score", type, BodyPublishers.ofString(ONE));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.reason()).contains("application/json", "found " + type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf8",
                "application/json; charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json ;charset='UTF8'; x=y",
                "APPLICATION/JSON; Charset = utf-8"
            })
    void shouldTakeTheNamesThatUtf8Has(String type) throws Exception {
        Answer answer = calls.send("POST", "/score", type, BodyPublishers.ofString(ONE));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseNestingThatIsTooDeep() throws Exception {
        Answer answer = calls.score("[".repeat(20_000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).contains("at most 100 levels");
    }

    @Test
    void shouldCutAReasonThatRepeatsALongValue() throws Exception {
        Answer answer = calls.score(abroad().replace("Atlantis", "Atlantis".repeat(10_000)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.reason()).startsWith("Geography: expected").hasSizeLessThan(600);
    }

    @Test
    void shouldRefuseABodyThatIsTooLong() throws Exception {
        String body = ONE + " ".repeat(MAX_BODY);

        assertThat(calls.score(body).status()).isEqualTo(413);
        assertThat(calls.score(body).reason()).contains("at most " + MAX_BODY + " bytes");
    }

    @Test
    void shouldRefuseALongBodyThatDoesNotSayItsLength() throws Exception {
        byte[] body = (ONE + " ".repeat(MAX_BODY)).getBytes(StandardCharsets.UTF_8);

        Answer answer =
                calls.send(
                        "POST",
                        "/score",
                        JSON,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/score,405",
        "DELETE,/score,405",
        "POST,/model,405",
        "GET,/,404",
        "POST,/scores,404"
    })
    void shouldNameWhatThereIs(String method, String path, int status) throws Exception {
        Answer answer = calls.send(method, path, JSON, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason())
                .isEqualTo(
                        "expected POST /score, GET /health, GET /ready or GET /model; found "
                                + method
                                + " "
                                + path);
    }

    @Test
    void shouldTellItsModelAndItsState() throws Exception {
        Answer answer = calls.get("/model");

        assertThat(calls.get("/health").status()).isEqualTo(200);
        assertThat(calls.get("/ready").status()).isEqualTo(200);
        assertThat(answer.json().get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(answer.json().get("plan").asText()).isEqualTo("tuned");
        assertThat(answer.json().at("/metrics/accuracy").asDouble()).isEqualTo(0.8095);
    }

    @Test
    void shouldTellTheModelThatItDidNotTake() throws Exception {
        assertThat(calls.get("/model").json().get("lastRefusal").isNull()).isTrue();
        model.refused("v000002 is damaged");

        Answer answer = calls.get("/model");

        assertThat(answer.json().get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(answer.json().at("/lastRefusal/reason").asText())
                .isEqualTo("v000002 is damaged");
    }

    @Test
    void shouldAnswerTenClientsWhileTheModelChanges() throws Exception {
        StoredModel second = publish(UnseenCategory.KEEP);
        ExecutorService clients = Executors.newFixedThreadPool(10);
        try {
            List<Future<Integer>> answered =
                    IntStream.range(0, 10).mapToObj(i -> clients.submit(this::hundred)).toList();
            for (int i = 0; i < 50; i++) {
                use(i % 2 == 0 ? second : first);
            }

            for (Future<Integer> client : answered) {
                assertThat(client.get()).isEqualTo(100);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void shouldGoOnAnsweringWhileItDrains() throws Exception {
        ScoringService stopping = ScoringService.start(options(0, Duration.ofMinutes(1)), model);
        Calls to = new Calls(stopping.uri());
        Thread draining = new Thread(() -> drain(stopping));
        draining.start();

        Eventually.holds("it says that it drains", () -> to.get("/ready").status() == 503);

        assertThat(to.score(ONE).status()).isEqualTo(200);
        assertThat(to.get("/health").status()).isEqualTo(200);
        draining.interrupt();
        draining.join();
        stopping.close();
    }

    @Test
    void shouldSayWhereItCannotListen() {
        int taken = service.uri().getPort();

        assertThatThrownBy(() -> ScoringService.start(options(taken, Duration.ZERO), model))
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("127.0.0.1", "port " + taken, "in use", "Choose another");
    }

    @Test
    void shouldSayWhatIsNoAddressOfThisMachine() {
        ServiceOptions nowhere = new ServiceOptions("no host", 0, MAX_BODY, Duration.ZERO);

        assertThatThrownBy(() -> ScoringService.start(nowhere, model))
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("listen at no host", "Unresolved", "Choose another");
    }

    private int hundred() throws Exception {
        int scored = 0;
        for (int i = 0; i < 100; i++) {
            Answer answer = calls.score(ONE);
            assertThat(answer.status()).isEqualTo(200);
            scored += answer.json().has("score") ? 1 : 0;
        }
        return scored;
    }

    private static void drain(ScoringService stopping) {
        try {
            stopping.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a model that was made elsewhere may. */
    private static Scorer refusing(Example customer) {
        return new BatchOfOne(scorer) {
            @Override
            public double score(Example each) {
                if (each.key().equals(customer.key())) {
                    throw new IllegalArgumentException("no score for her");
                }
                return super.score(each);
            }
        };
    }

    private static void use(StoredModel next) {
        model.use(Scorer.of(next), next.manifest());
    }

    private static StoredModel publish(UnseenCategory unseen) {
        return StoreFixture.publish(
                ModelStore.at(directory.resolve("models")), SamplePipelines.reference(unseen));
    }

    private static String abroad() {
        return ExampleJson.write(Churn.SCHEMA, CUSTOMERS.get(0))
                .replaceFirst("\"Geography\":\"[^\"]*\"", "\"Geography\":\"Atlantis\"");
    }

    private static ServiceOptions options(int port, Duration grace) {
        return new ServiceOptions("127.0.0.1", port, MAX_BODY, grace);
    }
}
