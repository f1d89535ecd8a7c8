package io.flinklab.kit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Reads rows of a type that were written as JSON objects with exactly the type's members. */
public record WrittenRows(RowTypeInfo type) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    /** The row that one JSON object holds. */
    public Row read(byte[] json) {
        try {
            JsonNode object = MAPPER.readTree(json);
            Row row = new Row(type.getArity());
            for (int field = 0; field < row.getArity(); field++) {
                JsonNode value = object.required(type.getFieldNames()[field]);
                Class<?> kind = type.getTypeAt(field).getTypeClass();
                row.setField(field, MAPPER.treeToValue(value, kind));
            }
            if (object.size() != row.getArity()) {
                throw new IllegalArgumentException(
                        "Expected " + List.of(type.getFieldNames()) + ", found " + object);
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
