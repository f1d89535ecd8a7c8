package io.flinklab.interchange.pmml;

import java.util.List;
import org.dmg.pmml.Apply;
import org.dmg.pmml.Constant;
import org.dmg.pmml.DataType;
import org.dmg.pmml.Expression;
import org.dmg.pmml.FieldRef;
import org.dmg.pmml.PMMLFunctions;

/** What PMML calls expressions. */
final class Expressions {
    private Expressions() {}

    static Expression field(String name) {
        return new FieldRef(name);
    }

    static Expression number(double value) {
        return new Constant(value).setDataType(DataType.DOUBLE);
    }

    static Expression value(String value, boolean isText) {
        return new Constant(value).setDataType(isText ? DataType.STRING : DataType.DOUBLE);
    }

    static Expression apply(String function, Expression... arguments) {
        return new Apply(function).addExpressions(arguments);
    }

    /** {@code (product of the fields - center) * scale}. */
    static Expression scaled(List<String> fields, double center, double scale) {
        Expression product = field(fields.get(0));
        for (String next : fields.subList(1, fields.size())) {
            product = apply(PMMLFunctions.MULTIPLY, product, field(next));
        }
        if (center != 0) {
            product = apply(PMMLFunctions.SUBTRACT, product, number(center));
        }
        return scale == 1 ? product : apply(PMMLFunctions.MULTIPLY, product, number(scale));
    }

    /**
     * The position of the first of these conditions that holds.
     *
     * @param conditions null at a position that no value has
     * @param otherwise where none holds; null makes it a missing value
     */
    static Expression index(List<Expression> conditions, Integer otherwise) {
        Expression index = otherwise == null ? null : number(otherwise);
        for (int i = conditions.size() - 1; i >= 0; i--) {
            if (conditions.get(i) != null) {
                Expression found = conditions.get(i);
                index =
                        index == null
                                ? apply(PMMLFunctions.IF, found, number(i))
                                : apply(PMMLFunctions.IF, found, number(i), index);
            }
        }
        return index;
    }
}
