package io.flinklab.streaming;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.json.ExampleJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks a scoring service, and tries again while it cannot be reached. Thread-safe. */
final class RemoteClient implements AutoCloseable {
    /** Statuses that are about what was sent, not about the service. */
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

    /** Statuses of a service or a network that were too busy: timeout, too many requests. */
    private static final Set<Integer> PASSING = Set.of(408, 429);

    private final RemoteOptions options;
    private final Schema schema;
    private final Runnable onRetry;
    private final HttpClient http;
    private final URI address;
    private volatile boolean closed;

    /**
     * @param onRetry called at each further try
     */
    RemoteClient(RemoteOptions options, Schema schema, Runnable onRetry) {
        this.schema = schema;
        this.options = options;
        this.onRetry = onRetry;
        this.address = options.score();
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(options.timeout())
                        .build();
    }

    /** One answer for each, in order; fails with a {@link RemoteException}. */
    CompletableFuture<List<RemoteScore>> score(List<Example> examples) {
        String body =
                examples.stream()
                        .map(example -> ExampleJson.write(schema, example))
                        .collect(Collectors.joining(",", "[", "]"));
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return attempt(request, examples, 1);
    }

    /** Tries no more. */
    @Override
    public void close() {
        closed = true;
    }

    private CompletableFuture<List<RemoteScore>> attempt(
            HttpRequest request, List<Example> examples, int tried) {
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request, BodyHandlers.ofString());
        return limited(exchange)
                .handle(
                        (response, failure) ->
                                failure == null
                                        ? answered(response, request, examples, tried)
                                        : again(cause(failure), request, examples, tried))
                .thenCompose(answer -> answer);
    }

    /** The client's own timeout would end with the answer's header. */
    private CompletableFuture<HttpResponse<String>> limited(
            CompletableFuture<HttpResponse<String>> exchange) {
        long nanos = options.timeout().toNanos();
        return exchange.copy()
                .orTimeout(nanos, TimeUnit.NANOSECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true));
    }

    private CompletableFuture<List<RemoteScore>> answered(
            HttpResponse<String> response, HttpRequest request, List<Example> examples, int tried) {
        int status = response.statusCode();
        if (status == 200) {
            try {
                return CompletableFuture.completedFuture(read(response.body(), examples));
            } catch (IOException e) {
                return again(e, request, examples, tried);
            }
        } else if (REFUSALS.contains(status)) {
            return refused(response, examples);
        }
        IOException found = new IOException("status " + status + " " + shown(response.body()));
        return status >= 500 || PASSING.contains(status)
                ? again(found, request, examples, tried)
                : failed("expected a scoring service that answers POST with 200", found);
    }

    private List<RemoteScore> read(String body, List<Example> examples) throws IOException {
        List<RemoteScore> scores = RemoteScore.readAll(body, examples.size(), schema);
        for (int i = 0; i < scores.size(); i++) {
            Comparable<?> sent = examples.get(i).key();
            if (scores.get(i) instanceof RemoteScore.Scored scored
                    && sent != null
                    && !scored.key().equals(sent.toString())) {
                throw new IOException(
                        "the score of %s %s in place of %s"
                                .formatted(schema.key().orElseThrow().name(), scored.key(), sent));
            }
        }
        return scores;
    }

    /** Finds the examples at fault by asking for each alone. */
    private CompletableFuture<List<RemoteScore>> refused(
            HttpResponse<String> response, List<Example> examples) {
        if (examples.size() == 1) {
            return CompletableFuture.completedFuture(
                    List.of(RemoteScore.refusal(response.body(), response.statusCode())));
        }
        List<CompletableFuture<List<RemoteScore>>> each =
                examples.stream().map(example -> score(List.of(example))).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> {
                            List<RemoteScore> scores = new ArrayList<>();
                            each.forEach(one -> scores.addAll(one.join()));
                            return scores;
                        });
    }

    private CompletableFuture<List<RemoteScore>> again(
            Throwable failure, HttpRequest request, List<Example> examples, int tried) {
        if (tried == options.tries() || closed) {
            return failed("no answer in " + tried + " tries", failure);
        }
        onRetry.run();
        long nanos = options.waitBefore(tried + 1).toNanos();
        return CompletableFuture.supplyAsync(
                        () -> attempt(request, examples, tried + 1),
                        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS))
                .thenCompose(answer -> answer);
    }

    private CompletableFuture<List<RemoteScore>> failed(String what, Throwable failure) {
        return CompletableFuture.failedFuture(
                new RemoteException(
                        "%s: %s; the last: %s. See that the service runs there; the job goes on from its last checkpoint."
                                .formatted(address, what, failure),
                        failure));
    }

    private Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof TimeoutException
                ? new HttpTimeoutException("no whole answer within " + options.timeout())
                : cause;
    }

    private static String shown(String body) {
        return body.substring(0, Math.min(body.length(), 200)).replaceAll("\\s+", " ");
    }

    /** The scoring service could not be reached, or does not answer as one. */
    public static final class RemoteException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RemoteException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
