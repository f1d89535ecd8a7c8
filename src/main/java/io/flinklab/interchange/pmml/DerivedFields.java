package io.flinklab.interchange.pmml;

import io.flinklab.interchange.pmml.Element.Factor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dmg.pmml.DataType;
import org.dmg.pmml.DerivedField;
import org.dmg.pmml.Expression;
import org.dmg.pmml.NormDiscrete;
import org.dmg.pmml.OpType;
import org.dmg.pmml.TransformationDictionary;

/** The document's own fields, each defined before it is used. Asked twice, it makes one field. */
final class DerivedFields {
    private record Key(String name, Object meaning) {}

    private final List<DerivedField> fields = new ArrayList<>();
    private final Map<Key, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** Fields with other names than these. */
    DerivedFields(List<String> reserved) {
        taken.addAll(reserved);
    }

    /** The field that holds the factor as a number. */
    String number(Factor factor) {
        if (factor.isNumber()) {
            return factor.field();
        }
        return continuous(
                factor.toString(), factor, new NormDiscrete(factor.field(), factor.value()));
    }

    /**
     * The field that holds the element.
     *
     * @param column that the element is of
     */
    String number(String column, Element element) {
        if (element.isFactor()) {
            return number(element.factors().get(0));
        }
        if (element.factors().isEmpty()) {
            return continuous(column, element, Expressions.number(element.constant()));
        }
        List<String> factors = element.factors().stream().map(this::number).toList();
        return continuous(
                column + "(" + String.join("*", factors) + ")",
                element,
                Expressions.scaled(factors, element.center(), element.scale()));
    }

    /** The element as a product, behind a field of its own where it is none. */
    Element product(String column, Element element) {
        if (element.isProduct()) {
            return element;
        }
        return element.factors().isEmpty()
                ? Element.constant(element.constant())
                : Element.of(Factor.number(number(column, element)));
    }

    String continuous(String name, Object meaning, Expression expression) {
        return field(name, meaning, OpType.CONTINUOUS, DataType.DOUBLE, expression);
    }

    String categorical(String name, Object meaning, Expression expression) {
        return field(name, meaning, OpType.CATEGORICAL, DataType.STRING, expression);
    }

    /** Null where there is none: the schema wants no empty dictionary. */
    TransformationDictionary dictionary() {
        return fields.isEmpty()
                ? null
                : new TransformationDictionary()
                        .addDerivedFields(fields.toArray(DerivedField[]::new));
    }

    private String field(
            String name, Object meaning, OpType opType, DataType type, Expression expression) {
        return names.computeIfAbsent(
                new Key(name, meaning),
                key -> {
                    String free = name;
                    for (int i = 2; !taken.add(free); i++) {
                        free = name + " #" + i;
                    }
                    fields.add(new DerivedField(free, opType, type, expression));
                    return free;
                });
    }
}
