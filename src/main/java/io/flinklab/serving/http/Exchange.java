package io.flinklab.serving.http;

import io.flinklab.serving.http.Answers.Failure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A request that waits for its one answer.
 *
 * @param patience how long a client may take for the next part of its body, or of its answer
 */
record Exchange(Request request, Response response, Callback callback, Duration patience) {
    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    /** Answers in JSON, without waiting for the client to take it. */
    void answer(int status, Object answer) {
        byte[] json = Answers.json(answer);
        response.setStatus(status);
        response.getHeaders().put(JSON).put(HttpHeader.CONTENT_LENGTH, json.length);
        new AnswerWriter(this, json).write();
    }

    /** The same, with more to do when it is answered, or cannot be. */
    Exchange whenDone(Runnable more) {
        return new Exchange(request, response, Callback.from(callback, more), patience);
    }

    void refuse(Refusal refusal) {
        refusal.header().ifPresent(response.getHeaders()::put);
        answer(refusal.status(), Failure.of(refusal.getMessage()));
    }

    /** Sends an answer, and closes the connection of a client that does not take it. */
    private static final class AnswerWriter extends IteratingCallback {
        private final Exchange exchange;
        private final byte[] answer;
        private final EndPoint client;
        private final Scheduler scheduler;
        private volatile int sent;
        private int seen;

        AnswerWriter(Exchange exchange, byte[] answer) {
            this.exchange = exchange;
            this.answer = answer;
            // The request no longer gives it once the answer is on its way.
            client = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
            scheduler = exchange.request().getComponents().getScheduler();
        }

        /** Returns at once, whatever the client does. */
        void write() {
            iterate();
            if (!isSucceeded()) {
                seen = sent;
                lookLater();
            }
        }

        @Override
        protected Action process() {
            if (sent == answer.length) {
                return Action.SUCCEEDED;
            }
            int begin = sent;
            sent = Math.min(answer.length, begin + BodyReader.PART);
            ByteBuffer part = ByteBuffer.wrap(answer, begin, sent - begin);
            exchange.response().write(sent == answer.length, part, this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onCompleteSuccess() {
            exchange.callback().succeeded();
        }

        @Override
        protected void onCompleteFailure(Throwable failure) {
            exchange.callback().failed(failure);
        }

        private void lookLater() {
            scheduler.schedule(this::look, exchange.patience().toMillis(), TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (isSucceeded() || isFailed()) {
                return;
            }
            if (sent == seen) {
                client.close();
            } else {
                seen = sent;
                lookLater();
            }
        }
    }
}
