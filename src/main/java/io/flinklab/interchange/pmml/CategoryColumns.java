package io.flinklab.interchange.pmml;

import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.pmml.Element.Factor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dmg.pmml.Expression;
import org.dmg.pmml.PMMLFunctions;

/**
 * The columns of category indexes. What a pipeline refuses or skips gives the document no valid
 * result: a raw field says so itself, a derived one is missing then.
 */
final class CategoryColumns {
    private static final Pattern ESCAPED = Pattern.compile("[<>&]");

    private final RawFields raw;
    private final DerivedFields derived;
    private final Map<String, Codes> columns = new HashMap<>();

    CategoryColumns(RawFields raw, DerivedFields derived) {
        this.raw = raw;
        this.derived = derived;
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** Indexes of a raw field's values. */
    void index(String field, String output, List<String> known, UnseenCategory unseen) {
        boolean isText = raw.isText(field);
        List<String> values = isText ? known : numbers(known);
        List<String> listed = values.stream().filter(Objects::nonNull).toList();
        if (unseen == UnseenCategory.KEEP) {
            raw.values(field, listed);
        } else {
            raw.onlyValues(field, listed);
        }
        columns.put(
                output,
                new Codes(
                        output,
                        field,
                        isText,
                        values,
                        unseen,
                        () -> raw.onlyValues(field, listed)));
    }

    /** Indexes of the numbers in a derived field. */
    void indexDerived(String field, String output, List<String> known, UnseenCategory unseen) {
        Codes codes = new Codes(output, field, false, numbers(known), unseen, () -> refuse(output));
        columns.put(
                output,
                unseen == UnseenCategory.KEEP
                        ? codes
                        : ofIndexes(output, number(codes), known.size(), unseen));
    }

    /** Indexes of the intervals that a field's numbers are in. */
    void bucketize(String field, String output, List<Double> borders, UnseenCategory unseen) {
        boolean isRaw = raw.isRaw(field);
        if (isRaw && unseen != UnseenCategory.KEEP && !Bins.isWhole(borders)) {
            raw.within(field, borders);
        }
        String names =
                derived.categorical(
                        output,
                        List.of(field, borders),
                        Bins.discretize(field, borders, unseen == UnseenCategory.KEEP));
        Runnable known =
                () -> {
                    if (isRaw) {
                        raw.within(field, borders);
                    } else {
                        refuse(output);
                    }
                };
        columns.put(
                output,
                new Codes(
                        output,
                        names,
                        true,
                        Bins.names(borders),
                        unseen,
                        Bins.isWhole(borders) ? () -> {} : known));
    }

    /** The indicators of a column of indexes, or of a raw field's whole numbers. */
    List<Element> encode(String column, int size) {
        if (has(column)) {
            return indicators(columns.get(column), size);
        }
        List<String> numbers = wholeNumbers(size + 1);
        raw.onlyValues(column, numbers);
        return indicators(
                new Codes(column, column, false, numbers, UnseenCategory.ERROR, () -> {}), size);
    }

    /** The indicators of the whole numbers in a derived field. */
    List<Element> encodeDerived(String field, int size) {
        Codes codes =
                new Codes(
                        field + " as index",
                        field,
                        false,
                        wholeNumbers(size + 1),
                        UnseenCategory.ERROR,
                        () -> {});
        return indicators(
                ofIndexes(codes.name(), number(codes), size + 1, UnseenCategory.ERROR), size);
    }

    /** The field that holds a column's indexes as numbers. */
    String number(String column) {
        return number(columns.get(column));
    }

    private String number(Codes codes) {
        Integer otherwise = codes.unseen() == UnseenCategory.KEEP ? codes.values().size() : null;
        return derived.continuous(
                codes.name(),
                List.of(codes.field(), codes.values().toString()),
                Expressions.index(conditions(codes), otherwise));
    }

    private List<Expression> conditions(Codes codes) {
        List<Expression> conditions = new ArrayList<>();
        for (String value : codes.values()) {
            conditions.add(value == null ? null : condition(codes, value));
        }
        return conditions;
    }

    /**
     * Whether the field has the value. pmml4s 1.5.6 loses what stands before an escaped character
     * in an element, and not in an attribute, where an indicator has its value.
     */
    private Expression condition(Codes codes, String value) {
        if (codes.isText() && ESCAPED.matcher(value).find()) {
            String indicator = derived.number(new Factor(codes.field(), value));
            return Expressions.apply(
                    PMMLFunctions.EQUAL, Expressions.field(indicator), Expressions.number(1));
        }
        return Expressions.apply(
                PMMLFunctions.EQUAL,
                Expressions.field(codes.field()),
                Expressions.value(value, codes.isText()));
    }

    private List<Element> indicators(Codes codes, int size) {
        int known = codes.values().size();
        if (size < known - 1) {
            throw new IllegalArgumentException(
                    "%s: expected an encoder for all of %s indexes or all but the last; found %s."
                            .formatted(codes.name(), known, size));
        }
        if (size < known) {
            codes.known().run();
        }
        List<Element> indicators = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            indicators.add(indicator(codes, i));
        }
        return indicators;
    }

    private Element indicator(Codes codes, int index) {
        int known = codes.values().size();
        if (index == known && codes.unseen() == UnseenCategory.KEEP) {
            return Element.of(new Factor(number(codes), Values.text(index)));
        }
        return index < known && codes.values().get(index) != null
                ? Element.of(new Factor(codes.field(), codes.values().get(index)))
                : Element.constant(0);
    }

    private static Codes ofIndexes(String name, String field, int count, UnseenCategory unseen) {
        return new Codes(name, field, false, wholeNumbers(count), unseen, () -> {});
    }

    /** With null for a category that no number has. */
    private static List<String> numbers(List<String> categories) {
        List<String> numbers = new ArrayList<>();
        categories.forEach(category -> numbers.add(Values.ofNumber(category)));
        return numbers;
    }

    private static List<String> wholeNumbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static void refuse(String column) {
        throw new IllegalArgumentException(
                "%s: expected an encoder with room for unseen categories, which PMML needs for a"
                        + " column that a stage made; found none. Train it with dropLast false."
                                .formatted(column));
    }

    /**
     * A column of category indexes. The document has no such field; it looks at the field that the
     * indexes were made of.
     *
     * @param name of the column
     * @param field whose values the indexes stand for
     * @param isText whether the field's values are texts
     * @param values by index; null for one that the field never has
     * @param unseen what is done with other values
     * @param known refuses other values than these in the document
     */
    private record Codes(
            String name,
            String field,
            boolean isText,
            List<String> values,
            UnseenCategory unseen,
            Runnable known) {}
}
