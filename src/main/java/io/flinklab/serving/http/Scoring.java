package io.flinklab.serving.http;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.ExampleJson;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.serving.UnseenTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores the customers of one request, all with one model. */
final class Scoring {
    private final ExampleJson parser;
    private final LiveModel.InUse model;

    Scoring(LiveModel.InUse model) {
        this.model = model;
        parser = new ExampleJson(model.scorer().schema(), "request");
    }

    /** An {@link Answers.Score} or an {@link Answers.Failure} for each, in order. */
    List<Object> answers(List<String> customers) {
        List<Object> answers = new ArrayList<>(customers.size());
        for (String customer : customers) {
            int position = answers.size();
            ParsedRow row = parser.parse(position, customer);
            if (row instanceof ParsedRow.Accepted accepted) {
                answers.add(answer(accepted.example(), position));
            } else if (row instanceof ParsedRow.Rejected rejected) {
                Reject reject = rejected.reject();
                answers.add(failure(reject.column(), reject.reason(), position));
            }
        }
        return answers;
    }

    private Object answer(Example customer, int position) {
        List<String> unseen = model.unseen().count(customer);
        try {
            Optional<Prediction> prediction = model.scorer().predict(customer);
            return prediction.isPresent()
                    ? score(customer, prediction.get(), unseen)
                    : failure(unseen.isEmpty() ? "" : unseen.get(0), UnseenTally.SKIPPED, position);
        } catch (UnseenCategoryException e) {
            return failure(e.column(), e.getMessage(), position);
        } catch (IllegalArgumentException e) {
            return failure("", e.getMessage(), position);
        }
    }

    private Answers.Score score(Example customer, Prediction prediction, List<String> unseen) {
        return new Answers.Score(
                model.scorer().schema().key().map(Column::name).orElse(""),
                customer.key(),
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
