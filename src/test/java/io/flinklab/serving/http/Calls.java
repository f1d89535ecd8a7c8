package io.flinklab.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Talks to a service as any client does. */
public final class Calls {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI service;

    public Calls(URI service) {
        this.service = service;
    }

    /** A status and its JSON. */
    public record Answer(int status, JsonNode json) {
        public String reason() {
            return json.at("/error/reason").asText();
        }

        public String column() {
            return json.at("/error/column").asText();
        }
    }

    public Answer score(String json) throws IOException, InterruptedException {
        return send("POST", "/score", "application/json", BodyPublishers.ofString(json));
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(service.resolve(path)).build());
    }

    public Answer send(String method, String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(service.resolve(path))
                        .method(method, body)
                        .header("Content-Type", type)
                        .build());
    }

    private static Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), new ObjectMapper().readTree(response.body()));
    }
}
