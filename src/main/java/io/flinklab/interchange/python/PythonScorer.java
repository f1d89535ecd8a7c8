package io.flinklab.interchange.python;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.interchange.AnswerLimit;
import io.flinklab.interchange.BatchScorer;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Scores in a Python process of its own, which loads the model once and computes whole columns: the
 * larger the batch, the less an example costs. Threads wait for each other.
 *
 * <p>What fails in Python is an {@link IllegalArgumentException} with Python's own words, and the
 * process goes on. One that is killed is replaced, once for a batch. One that gives no answer in
 * time is ended, and the next batch gets another; its own batch is treated as the {@link
 * AnswerLimit} says.
 */
public final class PythonScorer extends BatchScorer {
    /** The member of a question that holds the columns of texts. */
    static final String TEXTS = "texts";

    private final PythonWorker worker;

    private PythonScorer(Schema schema, PythonModel model, AnswerLimit limit) {
        super(schema, model.metadata());
        worker = new PythonWorker(PythonInterpreter.find(), model, limit);
    }

    /**
     * Opens a fitted pipeline, or a scikit-learn classifier with a class 1 that takes the schema's
     * columns as a data frame. The latter is a pickle, which is code that runs when it is loaded,
     * so open only what you trust.
     *
     * @param limit to loading the model, and to each batch
     * @throws IllegalArgumentException the model is of another format or no whole one, or Python
     *     fails to load it, or does not load it in time
     * @throws io.flinklab.interchange.MissingRuntimeException there is no Python for models
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public static Scorer open(ServedModel model, AnswerLimit limit) {
        return new PythonScorer(model.schema(), PythonModel.of(model), limit);
    }

    @Override
    protected double[] probabilities(List<Example> examples) {
        double[] scores = worker.ask(question(schema, examples)).doubles();
        if (scores.length != examples.size()) {
            throw new IllegalArgumentException(
                    "Expected %s scores from the model; found %s."
                            .formatted(examples.size(), scores.length));
        }
        return scores;
    }

    @Override
    protected void release() {
        worker.close();
    }

    /** The examples, column after column. */
    static Message question(Schema schema, List<Example> examples) {
        ObjectNode header = Message.newHeader();
        schema.numberNames().forEach(header.putArray("numbers")::add);
        ObjectNode texts = header.putObject(TEXTS);
        for (int i = 0; i < schema.categoryNames().size(); i++) {
            ArrayNode column = texts.putArray(schema.categoryNames().get(i));
            for (Example example : examples) {
                column.add(example.text(i));
            }
        }
        return new Message(header, numbers(schema, examples));
    }

    private static byte[] numbers(Schema schema, List<Example> examples) {
        int rows = examples.size();
        double[] row = new double[schema.numberNames().size()];
        ByteBuffer columns = ByteBuffer.allocate(row.length * rows * Double.BYTES);
        for (int i = 0; i < rows; i++) {
            examples.get(i).copyNumbers(row);
            for (int column = 0; column < row.length; column++) {
                columns.putDouble((column * rows + i) * Double.BYTES, row[column]);
            }
        }
        return columns.array();
    }
}
