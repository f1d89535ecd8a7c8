package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.streaming.ModelUpdates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers, such as a page in the reader's browser, can do with an embedded cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebUiIT {
    private EmbeddedCluster cluster;
    private JobClient job;
    private int port;

    @BeforeAll
    void startOneJob() throws Exception {
        cluster = EmbeddedCluster.start(1);
        StreamExecutionEnvironment environment = cluster.environment();
        ModelUpdates.ticks(environment, Duration.ofHours(1)).addSink(new DiscardingSink<>());
        job = environment.executeAsync("waits");
        port = cluster.webUi().getPort();
        Eventually.holds("the job runs", () -> job.getJobStatus().get() == JobStatus.RUNNING);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "its address | Host: 127.0.0.1:PORT",
                "its name | Host: localhost:PORT",
                "its name in capitals | Host: LocalHost:PORT",
                "its other address | Host: [::1]:PORT",
                "through a tunnel | Host: localhost:9999",
                "its own pages | Host: localhost:PORT; Origin: http://localhost:PORT",
                "its own scripts | Host: 127.0.0.1:PORT; Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: cors",
                "a link in a notebook | Host: 127.0.0.1:PORT; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate",
                "an address typed in | Host: 127.0.0.1:PORT; Sec-Fetch-Site: none; Sec-Fetch-Mode: navigate"
            })
    void shouldShowItselfToItsReader(String who, String headers) throws Exception {
        String answer = send("GET", "/overview", headers);

        assertThat(answer).as(who).startsWith("HTTP/1.1 200 ").contains("slots-total");
        assertThat(answer.toLowerCase()).doesNotContain("access-control-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a name that was rebound | Host: evil.example:PORT",
                "a name that begins as ours | Host: 127.0.0.1.evil.example:PORT",
                "a name that begins as ours | Host: localhost.evil.example",
                "a name before an at | Host: localhost@evil.example",
                "this machine's address on a network | Host: 192.168.1.2:PORT",
                "every address | Host: 0.0.0.0:PORT",
                "no name | X: y",
                "an empty name | Host:",
                "two names | Host: localhost:PORT; Host: evil.example",
                "another site | Host: localhost:PORT; Origin: http://evil.example",
                "a site of no name | Host: localhost:PORT; Origin: null",
                "another port | Host: localhost:PORT; Origin: http://localhost:8888",
                "another protocol | Host: localhost:PORT; Origin: https://localhost:PORT",
                "our other name | Host: localhost:PORT; Origin: http://127.0.0.1:PORT",
                "two sites | Host: localhost:PORT; Origin: http://localhost:PORT; Origin: http://evil.example",
                "a site that was rebound | Host: evil.example:PORT; Origin: http://evil.example:PORT",
                "an image or a script in another site's page | Host: localhost:PORT; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors",
                "the same of another port | Host: localhost:PORT; Sec-Fetch-Site: same-site; Sec-Fetch-Mode: no-cors"
            })
    void shouldTellStrangersNothing(String who, String headers) throws Exception {
        for (String path : List.of("/overview", "/", "/jobs/" + job.getJobID() + "/config")) {
            String answer = send("GET", path, headers);

            assertThat(answer).as(who).startsWith("HTTP/1.1 403 ").doesNotContain("slots-total");
            assertThat(answer.toLowerCase()).doesNotContain("access-control-");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /jars/upload",
        "POST, /v1/jars/upload",
        "POST, /jars/x.jar/run",
        "POST, /jobs",
        "POST, /jobs/JOB/stop",
        "POST, /jobs/JOB/savepoints",
        "POST, /savepoint-disposal",
        "PATCH, /jobs/JOB",
        "PATCH, /jobs/JOB?mode=cancel",
        "PATCH, /v1/jobs/JOB?mode=cancel",
        "PATCH, /jobs/JOB/rescaling?parallelism=1",
        "PUT, /jobs/JOB/resource-requirements",
        "DELETE, /cluster",
        "DELETE, /v1/cluster",
        "DELETE, /jars/x.jar",
        "OPTIONS, /jobs",
        "GET, /jobs/JOB/yarn-cancel",
        "GET, /jobs/JOB/yarn-stop",
        "GET, /v1/jobs/JOB/yarn-cancel",
        "GET, /jobs/JOB/%79arn-cancel",
        "GET, /jobs/JOB/yarn%2Dstop/",
        "GET, //jobs//JOB//yarn-cancel?x=y"
    })
    void shouldTakeNoOrderFromAnybody(String method, String path) throws Exception {
        String at = path.replace("JOB", job.getJobID().toString());

        String answer = send(method, at, "Host: localhost:PORT");

        assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("Allow: GET, HEAD");
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void shouldTakeNoJar() throws Exception {
        String jar =
                "--b\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"evil.jar\"\r\n"
                        + "Content-Type: application/x-java-archive\r\n\r\nPK\r\n--b--\r\n";

        String answer =
                exchange(
                        "POST /jars/upload HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n"
                                        .formatted(port)
                                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                                + jar.length()
                                + "\r\n\r\n"
                                + jar);

        assertThat(answer).startsWith("HTTP/1.1 405 ");
        assertThat(send("GET", "/jars", "Host: localhost:PORT")).startsWith("HTTP/1.1 404 ");
        assertThat(send("GET", "/config", "Host: localhost:PORT"))
                .contains("\"web-submit\":false", "\"web-cancel\":false");
    }

    @Test
    void shouldAnswerTheRequestsOfOneConnectionUntilItRefusesOne() throws Exception {
        String good = "GET /config HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String bad = "GET /config HTTP/1.1\r\nHost: evil.example\r\n\r\n";

        String answers = exchange(good + bad + good);

        assertThat(answers.split("HTTP/1\\.1 ")).hasSize(3);
        assertThat(answers).contains("HTTP/1.1 200 ", "HTTP/1.1 403 ");
    }

    /** Headers are parted by semicolons; PORT stands for the web UI's. */
    private String send(String method, String path, String headers) throws IOException {
        return exchange(
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nConnection: close\r\n"
                        + headers.replace("PORT", Integer.toString(port)).replaceAll("; ?", "\r\n")
                        + "\r\n\r\n");
    }

    /** By hand: Java's HTTP client writes a Host header of its own. */
    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
