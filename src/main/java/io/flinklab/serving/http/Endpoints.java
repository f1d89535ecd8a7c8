package io.flinklab.serving.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each path answers. */
final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final String JSON = "application/json";
    private static final String PATHS =
            "expected POST /score, GET /health, GET /ready or GET /model; found ";

    private final LiveModel model;
    private final int maxBodyBytes;
    private volatile boolean draining;

    Endpoints(LiveModel model, int maxBodyBytes) {
        this.model = model;
        this.maxBodyBytes = maxBodyBytes;
    }

    Javalin addTo(Javalin server) {
        return server.before(this::sendAway)
                .post("/score", this::score)
                .get("/health", context -> answer(context, 200, new Answers.Status("up")))
                .get("/ready", this::ready)
                .get("/model", this::model)
                .exception(Refusal.class, Endpoints::refuse)
                .exception(HttpResponseException.class, Endpoints::refuse)
                .exception(Exception.class, Endpoints::fail);
    }

    void drain() {
        draining = true;
    }

    private void sendAway(Context context) {
        if (draining) {
            // The next request on a kept connection would meet a closed door.
            context.header("Connection", "close");
        }
    }

    private void score(Context context) throws IOException {
        requireJson(context);
        ScoreRequest request = ScoreRequest.of(body(context));
        List<Object> answers = answers(request);
        if (request.many()) {
            answer(context, 200, answers);
        } else if (answers.get(0) instanceof Answers.Failure failure) {
            answer(context, 422, new Answers.Failure(failure.error(), null));
        } else {
            answer(context, 200, answers.get(0));
        }
    }

    private List<Object> answers(ScoreRequest request) {
        LiveModel.InUse held = model.hold();
        try {
            return new Scoring(held).answers(request.customers());
        } finally {
            held.release();
        }
    }

    private void ready(Context context) {
        answer(context, draining ? 503 : 200, new Answers.Status(draining ? "draining" : "ready"));
    }

    private void model(Context context) {
        answer(context, 200, Answers.Model.of(model.inUse(), model.lastRefusal()));
    }

    private static void requireJson(Context context) {
        String found = context.contentType();
        String type = found == null ? "none" : found.toLowerCase(Locale.ROOT);
        boolean json = type.split(";")[0].strip().equals(JSON);
        if (!json || (type.contains("charset=") && !type.contains("utf-8"))) {
            throw new Refusal(415, "expected Content-Type: " + JSON + " in UTF-8, found " + found);
        }
    }

    private byte[] body(Context context) throws IOException {
        // Also a body that does not say its length beforehand.
        byte[] body = context.req().getInputStream().readNBytes(maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            throw new Refusal(
                    413,
                    "expected a body of at most "
                            + maxBodyBytes
                            + " bytes, found more; send fewer customers at once");
        }
        return body;
    }

    private static void refuse(Refusal refusal, Context context) {
        answer(context, refusal.status(), Answers.Failure.of(refusal.getMessage()));
    }

    private static void refuse(HttpResponseException refusal, Context context) {
        answer(
                context,
                refusal.getStatus(),
                Answers.Failure.of(PATHS + context.method() + " " + context.path()));
    }

    private static void fail(Exception failure, Context context) {
        LOG.error("A request failed", failure);
        answer(
                context,
                500,
                Answers.Failure.of("expected to answer, found an error of the service's own"));
    }

    private static void answer(Context context, int status, Object answer) {
        context.status(status).contentType(JSON).result(Answers.json(answer));
    }
}
