package io.flinklab.serving.http;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.serving.UnseenTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores the examples of one request, all with one model. */
final class Scoring {
    private final ExampleJson parser;
    private final LiveModel.InUse model;

    Scoring(LiveModel.InUse model) {
        this.model = model;
        parser = new ExampleJson(model.scorer().schema(), "request");
    }

    /** An {@link Answers.Score} or an {@link Answers.Failure} for each, in order. */
    List<Object> answers(List<String> examples) {
        List<Object> answers = new ArrayList<>(examples.size());
        for (String example : examples) {
            int position = answers.size();
            ParsedRow row = parser.parse(position, example);
            if (row instanceof ParsedRow.Accepted accepted) {
                answers.add(answer(accepted.example(), position));
            } else if (row instanceof ParsedRow.Rejected rejected) {
                Reject reject = rejected.reject();
                answers.add(failure(reject.column(), reject.reason(), position));
            }
        }
        return answers;
    }

    private Object answer(Example example, int position) {
        List<String> unseen = model.unseen().count(example);
        try {
            Optional<Prediction> prediction = model.scorer().predict(example);
            return prediction.isPresent()
                    ? score(example, prediction.get(), unseen)
                    : failure(unseen.isEmpty() ? "" : unseen.get(0), UnseenTally.SKIPPED, position);
        } catch (UnseenCategoryException e) {
            return failure(e.column(), e.getMessage(), position);
        } catch (IllegalArgumentException e) {
            return failure("", e.getMessage(), position);
        }
    }

    private Answers.Score score(Example example, Prediction prediction, List<String> unseen) {
        return new Answers.Score(
                model.scorer().schema().key().map(Column::name).orElse(""),
                example.key(),
                prediction.score(),
                prediction.prediction(),
                model.manifest().modelVersion(),
                model.manifest().modelSha256(),
                unseen);
    }

    private static Answers.Failure failure(String column, String reason, int position) {
        return new Answers.Failure(new Answers.Reason(column, reason), position);
    }
}
