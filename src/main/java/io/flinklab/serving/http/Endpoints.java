package io.flinklab.serving.http;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each path answers. No client, however slow, keeps a thread. */
final class Endpoints extends Handler.Abstract {
    static final String OWN_ERROR = "expected to answer, found an error of the service's own";

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final String JSON = "application/json";
    private static final String PATHS =
            "expected POST /score, GET /health, GET /ready or GET /model; found ";

    /** Bodies from this length on take so much memory that only a few are scored at a time. */
    private static final int LONG_BODY = 64 * 1024;

    private final LiveModel model;
    private final ServiceOptions options;
    private final Turns turns;
    private final Turns longTurns;
    private final Body.Memory memory = Body.Memory.ofThisProcess();
    private volatile boolean draining;

    /**
     * @param atATime how many requests are scored at the same time
     * @param threads run the requests that had to wait
     */
    Endpoints(LiveModel model, ServiceOptions options, int atATime, Executor threads) {
        this.model = model;
        this.options = options;
        int processors = Runtime.getRuntime().availableProcessors();
        turns = new Turns(atATime, threads);
        longTurns = new Turns(Math.min(atATime, processors), threads);
    }

    void drain() {
        draining = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (draining) {
            // The next request on a kept connection would find it closed.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        Exchange exchange = new Exchange(request, response, callback, options.bodyTimeout());
        answer(exchange, () -> route(exchange));
        return true;
    }

    private void route(Exchange exchange) {
        switch (path(exchange)) {
            case "/score" -> score(only("POST", exchange));
            case "/health" -> only("GET", exchange).answer(200, new Answers.Status("up"));
            case "/ready" -> ready(only("GET", exchange));
            case "/model" -> only("GET", exchange).answer(200, modelInUse());
            default -> throw new Refusal(404, PATHS + asked(exchange));
        }
    }

    private void score(Exchange exchange) {
        Request request = exchange.request();
        Body body = new Body(request.getLength(), options.maxBodyBytes(), memory);
        Exchange scoring = exchange.whenDone(body::release);
        BodyReader reader = new BodyReader(scoring, body, bytes -> scoreInTurn(scoring, bytes));
        try {
            requireJson(request);
            body.requireLength();
        } catch (Refusal refusal) {
            reader.refuse(refusal);
            return;
        }
        reader.run();
    }

    private void scoreInTurn(Exchange exchange, byte[] body) {
        Turns its = body.length < LONG_BODY ? turns : longTurns;
        its.run(() -> answer(exchange, () -> score(exchange, body)));
    }

    private void score(Exchange exchange, byte[] body) {
        LiveModel.InUse held = model.hold();
        try {
            score(exchange, body, held);
        } finally {
            held.release();
        }
    }

    private static void score(Exchange exchange, byte[] body, LiveModel.InUse held) {
        ScoreRequest request = ScoreRequest.of(body, ScoreRequest.shortest(held.scorer().schema()));
        List<Object> answers = new Scoring(held).answers(request.examples());
        if (request.many()) {
            exchange.answer(200, answers);
        } else if (answers.get(0) instanceof Answers.Failure failure) {
            exchange.answer(422, new Answers.Failure(failure.error(), null));
        } else {
            exchange.answer(200, answers.get(0));
        }
    }

    private void ready(Exchange exchange) {
        exchange.answer(draining ? 503 : 200, new Answers.Status(draining ? "draining" : "ready"));
    }

    private Answers.Model modelInUse() {
        return Answers.Model.of(model.inUse(), model.lastRefusal());
    }

    /** With or without a slash at its end. */
    private static String path(Exchange exchange) {
        String path = Request.getPathInContext(exchange.request());
        if (path == null) {
            return "";
        }
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    private static Exchange only(String method, Exchange exchange) {
        boolean get = method.equals("GET");
        String found = exchange.request().getMethod();
        if (!found.equals(method) && !(get && found.equals("HEAD"))) {
            throw Refusal.method(PATHS + asked(exchange), get ? "GET, HEAD" : method);
        }
        return exchange;
    }

    private static String asked(Exchange exchange) {
        Request request = exchange.request();
        return request.getMethod() + " " + request.getHttpURI().getPathQuery();
    }

    private static void requireJson(Request request) {
        String coding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Refusal(
                    415,
                    "expected a body that is not compressed, found "
                            + coding
                            + "; send it as it is");
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (!JSON.equals(type) && !(type != null && isJson(type))) {
            throw new Refusal(
                    415,
                    "expected Content-Type: "
                            + JSON
                            + " in UTF-8, found "
                            + (type == null ? "none" : type));
        }
    }

    private static boolean isJson(String type) {
        String[] parts = type.toLowerCase(Locale.ROOT).split(";");
        boolean json = parts[0].strip().equals(JSON);
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter[0].strip().equals("charset")) {
                json &= parameter.length == 2 && isUtf8(parameter[1].strip());
            }
        }
        return json;
    }

    private static boolean isUtf8(String charset) {
        String name = charset.replaceAll("^([\"'])(.*)\\1$", "$2");
        return name.equals("utf-8") || name.equals("utf8");
    }

    /** Answers in any case, because nothing else would. */
    private static void answer(Exchange exchange, Runnable attempt) {
        try {
            attempt.run();
        } catch (Refusal refusal) {
            exchange.refuse(refusal);
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            LOG.error("A request failed", failure);
            exchange.refuse(new Refusal(500, OWN_ERROR));
        }
    }
}
