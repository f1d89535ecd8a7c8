package io.flinklab.serving.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.data.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the service answers, as JSON. */
final class Answers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Answers() {}

    /**
     * A scored example.
     *
     * @param name of the key's column, under which the answer has the key; it has none where the
     *     schema has none
     * @param unseenCategories columns with a category that the model was not trained with; left out
     *     of the answer where there is none
     */
    record Score(
            String name,
            Comparable<?> key,
            double score,
            int prediction,
            String modelVersion,
            String modelSha256,
            List<String> unseenCategories) {

        @JsonValue
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            if (key != null) {
                json.put(name, key);
            }
            json.put("score", score);
            json.put("prediction", prediction);
            json.put("modelVersion", modelVersion);
            json.put("modelSha256", modelSha256);
            if (!unseenCategories.isEmpty()) {
                json.put("unseenCategories", unseenCategories);
            }
            return json;
        }
    }

    /**
     * An example or a request that was not scored.
     *
     * @param position of the example in the request's array, from 0; null where there is none
     */
    @JsonInclude(Include.NON_NULL)
    record Failure(Reason error, Integer position) {
        static Failure of(String reason) {
            return new Failure(new Reason("", reason), null);
        }
    }

    /**
     * Why it was not scored.
     *
     * @param column the one at fault, or empty
     * @param reason what was expected and what was found; a long one is cut, and a character that
     *     cannot be seen, such as a line break, is shown as its code
     */
    record Reason(String column, String reason) {
        private static final int LONGEST = 400;

        Reason {
            reason = Excerpt.shortened(reason, LONGEST);
        }
    }

    /** The model in use; times as ISO-8601 text, null where it never happened. */
    record Model(
            String modelVersion,
            String modelSha256,
            String publishedAt,
            String plan,
            Map<String, Double> metrics,
            String inUseSince,
            Refused lastRefusal) {

        static Model of(LiveModel.InUse model, LiveModel.Event refusal) {
            return new Model(
                    model.manifest().modelVersion(),
                    model.manifest().modelSha256(),
                    model.manifest().createdAt().toString(),
                    model.manifest().training().plan(),
                    model.manifest().training().metrics(),
                    model.since().toString(),
                    refusal == null
                            ? null
                            : new Refused(refusal.at().toString(), refusal.reason()));
        }
    }

    /** A newer model that was not taken. */
    record Refused(String at, String reason) {}

    /** Whether the process is up, or takes requests. */
    record Status(String status) {}

    static byte[] json(Object answer) {
        try {
            return MAPPER.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON for " + answer, e);
        }
    }
}
