package io.flinklab.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where a Flink cluster takes jobs.
 *
 * @param port of its REST interface
 */
record RestAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("([^:/]+):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;
    private static final int LIMIT_MILLIS = 10_000;
    private static final String PROGRAM = "flink-ml-lab.jar";
    static final String JOB = "flink-ml-lab-job.jar";

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException the text has another form
     */
    static RestAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "Expected a Flink cluster's host:port, found \"" + text + "\"");
        }
        return new RestAddress(parts.group(1), port);
    }

    /** An environment whose jobs run there, with this program's job jar. */
    StreamExecutionEnvironment environment(Configuration configuration) {
        return StreamExecutionEnvironment.createRemoteEnvironment(
                host, port, configuration, jobJar().toString());
    }

    /**
     * Returns if something answers there as a Flink cluster does.
     *
     * @throws StreamException if nothing does, after ten seconds at most
     */
    void requireCluster() {
        URI overview = uri().resolve("/overview");
        try {
            HttpURLConnection call = (HttpURLConnection) overview.toURL().openConnection();
            call.setConnectTimeout(LIMIT_MILLIS);
            call.setReadTimeout(LIMIT_MILLIS);
            int status = call.getResponseCode();
            call.disconnect();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("status " + status + " for " + overview);
            }
        } catch (IOException e) {
            throw StreamException.noCluster(uri(), e);
        }
    }

    /**
     * The jar that a job takes along, which lies beside this program's own.
     *
     * @throws IllegalStateException if this program does not run from its jar
     */
    static Path jobJar() {
        Path program = Main.program();
        Path job = program.resolveSibling(JOB);
        if (!program.endsWith(PROGRAM) || !Files.isRegularFile(job)) {
            throw new IllegalStateException(
                    "Expected to run from "
                            + PROGRAM
                            + " with "
                            + JOB
                            + " beside it, which a cluster elsewhere needs; found "
                            + program
                            + ". Package the program, and run java -jar.");
        }
        return job;
    }

    URI uri() {
        return URI.create("http://" + host + ":" + port);
    }
}
