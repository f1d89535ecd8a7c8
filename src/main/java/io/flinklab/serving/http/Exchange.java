package io.flinklab.serving.http;

import io.flinklab.serving.http.Answers.Failure;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

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
}
