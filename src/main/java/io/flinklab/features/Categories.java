package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Kind;
import io.flinklab.features.FeatureColumns.Slot;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerParams;

/** The distinct values of a StringIndexer's columns. */
final class Categories implements StageStatistics {
    private final StringIndexer stage;
    private final List<Slot> inputs;

    /** For each column its values: texts, or numbers until they are merged. */
    private final List<Set<Object>> values;

    Categories(StringIndexer stage, List<Slot> inputs) {
        this.stage = stage;
        this.inputs = inputs;
        values = Stream.generate(() -> (Set<Object>) new HashSet<>()).limit(inputs.size()).toList();
    }

    @Override
    public void add(FeatureRow row) {
        for (int i = 0; i < values.size(); i++) {
            Slot input = inputs.get(i);
            if (input.kind() == Kind.TEXT) {
                values.get(i).add(row.texts[input.slot()]);
            } else {
                values.get(i).add(row.numbers[input.slot()]);
            }
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (Set<Object> column : values) {
            out.writeInt(column.size());
            for (Object value : column) {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        }
    }

    @Override
    public void merge(DataInput other) throws IOException {
        for (Set<Object> column : values) {
            for (int left = other.readInt(); left > 0; left--) {
                byte[] text = new byte[other.readInt()];
                other.readFully(text);
                column.add(new String(text, StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public FittedStage fitted() {
        boolean ascends = stage.getStringOrderType().equals(StringIndexerParams.ALPHABET_ASC_ORDER);
        Comparator<String> order = ascends ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return new FittedStage.StringIndexer(
                List.of(stage.getInputCols()),
                List.of(stage.getOutputCols()),
                values.stream()
                        .map(each -> each.stream().map(Object::toString).distinct())
                        .map(each -> each.sorted(order).toList())
                        .toList(),
                PlainStages.unseen(stage));
    }
}
