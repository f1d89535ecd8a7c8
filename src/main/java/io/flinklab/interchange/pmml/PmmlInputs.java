package io.flinklab.interchange.pmml;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.DoubleVal;
import org.pmml4s.data.LongVal;
import org.pmml4s.data.StringVal;
import org.pmml4s.metadata.Field;

/** Examples as a model's inputs, by position. */
final class PmmlInputs {
    private final Schema schema;
    private final List<Input> inputs = new ArrayList<>();

    /**
     * Matches a model's inputs to a schema's columns, by name.
     *
     * @throws IllegalArgumentException the schema does not have one of them
     */
    PmmlInputs(Schema schema, Field[] fields) {
        this.schema = schema;
        for (Field field : fields) {
            inputs.add(input(field));
        }
    }

    private interface Input {
        DataVal of(Example example, double[] numbers);
    }

    /**
     * The inputs' values.
     *
     * @throws IllegalArgumentException one is not whole where the model takes whole numbers
     */
    DataVal[] values(Example example) {
        double[] numbers = new double[schema.numberNames().size()];
        example.copyNumbers(numbers);
        DataVal[] values = new DataVal[inputs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = inputs.get(i).of(example, numbers);
        }
        return values;
    }

    private Input input(Field field) {
        int text = schema.categoryNames().indexOf(field.name());
        int number = schema.numberNames().indexOf(field.name());
        if (text < 0 && number < 0) {
            throw new IllegalArgumentException(
                    "Expected a model of %s and %s; found one that also needs %s."
                            .formatted(schema.numberNames(), schema.categoryNames(), field.name()));
        }
        if (field.dataType().isString()) {
            return text >= 0
                    ? (example, numbers) -> new StringVal(example.text(text))
                    : (example, numbers) -> new StringVal(Values.text(numbers[number]));
        }
        // A date is numeric to pmml4s.
        boolean isNumber = field.dataType().isNumeric() && !field.dataType().isDateTime();
        if (text >= 0 || !isNumber) {
            throw new IllegalArgumentException(
                    "%s: expected a model that takes %s; found one that takes %s."
                            .formatted(
                                    field.name(),
                                    text >= 0 ? "texts" : "numbers or texts",
                                    field.dataType()));
        }
        return field.dataType().isReal()
                ? (example, numbers) -> new DoubleVal(numbers[number])
                : (example, numbers) -> whole(field.name(), numbers[number]);
    }

    private static LongVal whole(String column, double value) {
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    "%s: expected a whole number, which is what the model takes; found %s."
                            .formatted(column, value));
        }
        return new LongVal((long) value);
    }
}
