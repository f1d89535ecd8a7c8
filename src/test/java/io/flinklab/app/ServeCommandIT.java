package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.http.Calls;
import io.flinklab.serving.http.Calls.Answer;
import io.flinklab.serving.http.RawConnection;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandIT {
    private static final Example CUSTOMER =
            new CustomerGenerator(7).examples(1).findFirst().orElseThrow();
    private static final String BODY = ExampleJson.write(Churn.SCHEMA, CUSTOMER);
    private static final String HEAD =
            "POST /score HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                    + "Content-Length: ";

    @TempDir private Path directory;

    private Path root;
    private ModelStore store;

    @BeforeEach
    void publishOne() {
        root = directory.resolve("models");
        store = ModelStore.at(root);
        StoreFixture.publish(store, SamplePipelines.reference(UnseenCategory.ERROR));
    }

    @Test
    void shouldTakeAndGiveBackModelsWithoutOneFailedRequest() throws Exception {
        double first = Scorer.of(store.open()).score(CUSTOMER);
        try (ServeProcess service = serve("--reload", "every=50ms")) {
            Load load = new Load(service, 10);
            load.sees("v000001", first);

            StoreFixture.publish(store, SamplePipelines.tuned(UnseenCategory.KEEP));
            double second = Scorer.of(store.open()).score(CUSTOMER);
            load.sees("v000002", second);
            store.rollback();
            load.sees("v000001", first);

            assertThat(second).isNotEqualTo(first);
            assertThat(load.stop()).isPositive();
            assertThat(service.lines())
                    .contains("model v000002 is in use", "model v000001 is in use");
        }
    }

    @Test
    void shouldGoOnWhereANewModelIsDamaged() throws Exception {
        try (ServeProcess service = serve("--reload", "every=50ms")) {
            Calls calls = new Calls(service.uri());
            store.pin("v000001");
            StoreFixture.publish(store, SamplePipelines.tuned(UnseenCategory.KEEP));
            Path parameters = root.resolve("v000002/parameters.json");
            parameters.toFile().setWritable(true);
            Files.writeString(parameters, " ", StandardOpenOption.APPEND);
            store.unpin();

            Eventually.holds(
                    "the service tells the refusal",
                    () -> !calls.get("/model").json().get("lastRefusal").isNull());

            assertThat(calls.get("/model").json().at("/lastRefusal/reason").asText())
                    .contains("v000002", "parameters.json");
            assertThat(calls.score(BODY).json().get("modelVersion").asText()).isEqualTo("v000001");
            assertThat(service.lines())
                    .anyMatch(line -> line.startsWith("model v000002 was refused: "))
                    .filteredOn(line -> line.contains("refused"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldGoOnWhileTheStoreIsAway() throws Exception {
        try (ServeProcess service = serve("--reload", "every=50ms")) {
            Calls calls = new Calls(service.uri());
            Files.move(root, directory.resolve("elsewhere"));
            Eventually.holds("the service tells", () -> service.lines().size() == 2);

            assertThat(calls.score(BODY).status()).isEqualTo(200);
            Files.move(directory.resolve("elsewhere"), root);
            StoreFixture.publish(store, SamplePipelines.tuned(UnseenCategory.KEEP));

            Eventually.holds(
                    "the newer model is in use",
                    () ->
                            calls.get("/model")
                                    .json()
                                    .get("modelVersion")
                                    .asText()
                                    .equals("v000002"));
        }
    }

    @Test
    void shouldFinishWhatIsUnderWayWhenItIsToldToStop() throws Exception {
        try (ServeProcess service = serve("--grace", "300ms");
                Socket slow = new Socket("127.0.0.1", service.uri().getPort())) {
            byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
            OutputStream out = slow.getOutputStream();
            out.write(
                    ("POST /score HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: "
                                    + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, 100);
            out.flush();
            Calls calls = new Calls(service.uri());
            assertThat(calls.score(BODY).status()).isEqualTo(200);

            service.terminate();
            Eventually.holds("it says that it stops", () -> service.lines().size() == 2);
            Answer ready = calls.get("/ready");
            Answer scored = calls.score(BODY);
            Eventually.holds("its door is shut", () -> isShut(service));
            out.write(body, 100, body.length - 100);
            out.flush();
            String answer =
                    new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(ready.status()).isEqualTo(503);
            assertThat(scored.status()).isEqualTo(200);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"score\":");
            assertThat(service.exitCode()).isZero();
            assertThat(service.lines()).last().isEqualTo("stopped");
        }
    }

    @Test
    void shouldStopWhateverAThousandSlowClientsDo() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try (ServeProcess service = serve("--grace", "0s", "--body-timeout", "1s")) {
            for (int i = 0; i < 1000; i++) {
                slow.add(new RawConnection(service.uri()).send(HEAD + "500\r\n\r\n{"));
            }

            service.terminate();

            assertThat(service.exitCode()).isZero();
            assertThat(service.lines()).last().isEqualTo("stopped");
        } finally {
            for (RawConnection each : slow) {
                each.close();
            }
        }
    }

    /** Twice as many bytes as the process has memory. */
    @Test
    void shouldHaveRoomForOthersWhileManySendLongBodies() throws Exception {
        byte[] nearly = " ".repeat((1 << 20) - 1).getBytes(StandardCharsets.US_ASCII);
        List<RawConnection> slow = new ArrayList<>();
        try (ServeProcess service = serve()) {
            Calls calls = new Calls(service.uri());
            for (int i = 0; i < 400; i++) {
                RawConnection connection = new RawConnection(service.uri());
                slow.add(connection.send(HEAD + (1 << 20) + "\r\n\r\n").send(nearly));
                assertThat(calls.get("/health").status()).isEqualTo(200);
                assertThat(calls.score(BODY).status()).isEqualTo(200);
            }

            RawConnection.Response response = slow.get(399).send(" ").read();
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("Retry-After")).isEqualTo("1");
            assertThat(response.reason()).contains("expected room", "fewer rows");
        } finally {
            for (RawConnection each : slow) {
                each.close();
            }
        }
    }

    @Test
    void shouldListenToThisMachineAloneUnlessToldOtherwise() throws Exception {
        try (ServeProcess service = serve();
                Socket here = new Socket("127.0.0.1", service.uri().getPort())) {
            assertThat(here.isConnected()).isTrue();
            // Another address of the same interface stands for the machine's others.
            assertThatThrownBy(() -> new Socket("127.0.0.2", service.uri().getPort()))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void shouldNotStartWithoutAModelThatPasses() {
        Cli.run("serve", "--store", directory.resolve("none"), "--port", 0)
                .failsSaying("none: expected a model store");
        Cli.run("serve", "--store", root, "--port", 0, "--bound", "auroc>=0.9")
                .failsSaying("expected auroc>=0.9");
    }

    @Test
    void shouldRefuseWrongOptions() {
        Cli.run("serve", "--store", root, "--reload", "10s")
                .isWrongUsageSaying("--reload", "every=10s", "never", "\"10s\"");
        Cli.run("serve", "--store", root, "--reload", "every=0s").isWrongUsageSaying("--reload");
        Cli.run("serve", "--store", root, "--grace", "5").isWrongUsageSaying("--grace", "500ms");
        Cli.run("serve", "--store", root, "--max-body", "5").isWrongUsageSaying("--max-body");
        Cli.run("serve", "--store", root, "--body-timeout", "0s")
                .isWrongUsageSaying("body timeout of 1 ms or more");
    }

    private ServeProcess serve(Object... arguments) throws Exception {
        List<Object> all = new ArrayList<>(List.of("--store", root, "--port", 0));
        all.addAll(List.of(arguments));
        return ServeProcess.start(all.toArray());
    }

    private static boolean isShut(ServeProcess service) {
        try (Socket socket = new Socket("127.0.0.1", service.uri().getPort())) {
            return !socket.isConnected();
        } catch (java.io.IOException refused) {
            return true;
        }
    }

    /** Clients that ask one request after the other, each of which must succeed. */
    private static final class Load {
        private final ExecutorService clients;
        private final List<Future<Integer>> answered = new ArrayList<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Calls calls;

        Load(ServeProcess service, int count) {
            calls = new Calls(service.uri());
            clients = Executors.newFixedThreadPool(count);
            for (int i = 0; i < count; i++) {
                answered.add(clients.submit(this::ask));
            }
        }

        private int ask() throws Exception {
            int requests = 0;
            while (!stopped.get()) {
                assertThat(calls.score(BODY).status()).isEqualTo(200);
                requests++;
            }
            return requests;
        }

        void sees(String version, double score) throws Exception {
            Eventually.holds(
                    version + " answers",
                    () -> calls.score(BODY).json().get("modelVersion").asText().equals(version));
            assertThat(calls.score(BODY).json().get("score").asDouble()).isEqualTo(score);
        }

        int stop() throws Exception {
            stopped.set(true);
            clients.shutdown();
            int requests = 0;
            for (Future<Integer> client : answered) {
                requests += client.get();
            }
            return requests;
        }
    }
}
