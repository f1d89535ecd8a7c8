package io.flinklab.interchange.pmml;

import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dmg.pmml.DataDictionary;
import org.dmg.pmml.DataField;
import org.dmg.pmml.DataType;
import org.dmg.pmml.Interval;
import org.dmg.pmml.InvalidValueTreatmentMethod;
import org.dmg.pmml.MiningField;
import org.dmg.pmml.MiningSchema;
import org.dmg.pmml.MissingValueTreatmentMethod;
import org.dmg.pmml.OpType;
import org.dmg.pmml.Value;

/**
 * The schema's columns that a model reads, with what they may hold. A missing value, where the
 * model does not impute it, and a value that the model does not take make the result invalid.
 */
final class RawFields {
    private final Schema table;
    private final List<String> imputed;
    private final List<String> order;
    private final Map<String, Use> used;

    /**
     * No fields yet.
     *
     * @param imputed columns in which the model takes missing values
     */
    RawFields(Schema table, List<String> imputed) {
        this.table = table;
        this.imputed = imputed;
        order =
                Stream.of(table.numberNames(), table.categoryNames())
                        .flatMap(List::stream)
                        .toList();
        used = new TreeMap<>(Comparator.comparing(order::indexOf));
    }

    private static final class Use {
        private boolean asNumber;
        private List<String> values = List.of();
        private boolean refusesOthers;
        private Interval interval;
    }

    boolean isText(String column) {
        return table.categoryNames().contains(column);
    }

    boolean isRaw(String column) {
        return order.contains(column);
    }

    boolean isImputed(String column) {
        return imputed.contains(column);
    }

    /** The model calculates with it. */
    void number(String column) {
        use(column).asNumber = true;
    }

    /** The model knows these values, and takes others too. */
    void values(String column, List<String> known) {
        Use use = use(column);
        if (!use.refusesOthers) {
            use.values = Stream.concat(use.values.stream(), known.stream()).distinct().toList();
        }
    }

    /** The model takes these values alone. */
    void onlyValues(String column, List<String> known) {
        Use use = use(column);
        use.values =
                use.refusesOthers ? use.values.stream().filter(known::contains).toList() : known;
        use.refusesOthers = true;
    }

    /** The model takes values from the first to the last of these borders alone. */
    void within(String column, List<Double> borders) {
        use(column).interval = Bins.closed(borders.get(0), borders.get(borders.size() - 1));
    }

    DataDictionary dictionary() {
        DataDictionary dictionary = new DataDictionary();
        used.forEach((column, use) -> dictionary.addDataFields(field(column, use)));
        return dictionary.addDataFields(
                new DataField(target(), OpType.CATEGORICAL, DataType.INTEGER)
                        .addValues(new Value("1"), new Value("0")));
    }

    MiningSchema schema() {
        List<MiningField> fields = new ArrayList<>();
        used.forEach(
                (column, use) ->
                        fields.add(
                                new MiningField(column)
                                        .setMissingValueTreatment(
                                                isImputed(column)
                                                        ? MissingValueTreatmentMethod.AS_IS
                                                        : MissingValueTreatmentMethod
                                                                .RETURN_INVALID)
                                        .setInvalidValueTreatment(
                                                use.refusesOthers || use.interval != null
                                                        ? InvalidValueTreatmentMethod.RETURN_INVALID
                                                        : InvalidValueTreatmentMethod.AS_IS)));
        fields.add(new MiningField(target()).setUsageType(MiningField.UsageType.TARGET));
        return new MiningSchema().addMiningFields(fields.toArray(MiningField[]::new));
    }

    /** The column that the document predicts; a schema without a label has none of that name. */
    private String target() {
        return table.label().map(Column::name).orElse("label");
    }

    private Use use(String column) {
        return used.computeIfAbsent(column, name -> new Use());
    }

    private DataField field(String column, Use use) {
        boolean continuous = !isText(column) && (use.asNumber || use.values.isEmpty());
        DataField field =
                new DataField(
                        column,
                        continuous ? OpType.CONTINUOUS : OpType.CATEGORICAL,
                        isText(column) ? DataType.STRING : DataType.DOUBLE);
        use.values.forEach(value -> field.addValues(new Value(value)));
        return use.interval == null ? field : field.addIntervals(use.interval);
    }
}
