package io.flinklab.training;

import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.java.tuple.Tuple;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;

/** Elements as rows whose fields have the names that Flink ML's stages ask for. */
final class NamedRows<T> implements MapFunction<T, Row> {
    private static final long serialVersionUID = 1;

    private final LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();

    private NamedRows(List<String> names) {
        names.forEach(name -> positions.put(name, positions.size()));
    }

    /** A stream of rows, tuples or beans as rows of these columns. */
    static <T> DataStream<Row> of(DataStream<T> stream, List<String> names) {
        return stream.map(new NamedRows<T>(names))
                .returns(type(stream.getType(), names))
                .name("name columns")
                .setParallelism(stream.getParallelism());
    }

    private static RowTypeInfo type(TypeInformation<?> elements, List<String> names) {
        if (!(elements instanceof CompositeType<?> composite)) {
            throw PlainTables.unsupported("a column of " + elements);
        }
        return new RowTypeInfo(
                names.stream().map(composite::getTypeAt).toArray(TypeInformation<?>[]::new),
                names.toArray(String[]::new));
    }

    @Override
    public Row map(T element) throws ReflectiveOperationException {
        Object[] fields = new Object[positions.size()];
        for (var position : positions.entrySet()) {
            fields[position.getValue()] = field(element, position.getKey(), position.getValue());
        }
        return RowUtils.createRowWithNamedPositions(kind(element), fields, positions);
    }

    private static RowKind kind(Object element) {
        return element instanceof Row row ? row.getKind() : RowKind.INSERT;
    }

    private static Object field(Object element, String name, int position)
            throws ReflectiveOperationException {
        if (element instanceof Row row) {
            return row.getField(position);
        } else if (element instanceof Tuple tuple) {
            return tuple.getField(position);
        }
        return element.getClass().getField(name).get(element);
    }
}
