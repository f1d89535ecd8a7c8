package io.flinklab.streaming;

import io.flinklab.data.Example;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sends each example at once while few requests are under way, and gathers examples while many are:
 * the busier, the larger the batches. Holds nothing back, so it needs no clock and no flush.
 * Thread-safe.
 */
final class RemoteBatches {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final RemoteClient client;
    private final int mostRequests;
    private final int mostExamples;
    private int requests;

    RemoteBatches(RemoteClient client, RemoteOptions options) {
        this.client = client;
        this.mostRequests = options.requests();
        this.mostExamples = options.batch();
    }

    private record Waiting(Example example, CompletableFuture<RemoteScore> answer) {}

    /**
     * The example's answer; fails with a {@link RemoteClient.RemoteException}, or with whatever
     * keeps a request from being made.
     */
    CompletableFuture<RemoteScore> score(Example example) {
        CompletableFuture<RemoteScore> answer = new CompletableFuture<>();
        List<Waiting> batch;
        synchronized (this) {
            waiting.add(new Waiting(example, answer));
            batch = next();
        }
        send(batch);
        return answer;
    }

    /** The examples of the next request; none where there are none or enough is under way. */
    private synchronized List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        if (requests < mostRequests) {
            while (batch.size() < mostExamples && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            requests += batch.isEmpty() ? 0 : 1;
        }
        return batch;
    }

    private void send(List<Waiting> batch) {
        if (!batch.isEmpty()) {
            request(batch).whenComplete((scores, failure) -> answered(batch, scores, failure));
        }
    }

    /** What is thrown before a request is under way fails it like any other failure. */
    private CompletableFuture<List<RemoteScore>> request(List<Waiting> batch) {
        try {
            return client.score(batch.stream().map(Waiting::example).toList());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Answers those who wait first: nothing that happens to the next request is theirs. */
    private void answered(List<Waiting> batch, List<RemoteScore> scores, Throwable failure) {
        for (int i = 0; i < batch.size(); i++) {
            if (failure != null) {
                batch.get(i).answer().completeExceptionally(failure);
            } else {
                batch.get(i).answer().complete(scores.get(i));
            }
        }
        List<Waiting> following;
        synchronized (this) {
            requests--;
            following = next();
        }
        send(following);
    }
}
