package io.flinklab.streaming;

import io.flinklab.data.Schema;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/** Models on their way to the subtasks that score with them, as Flink rows. */
final class ModelRows {
    static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {
                        Types.STRING,
                        Types.STRING,
                        Types.STRING,
                        Types.STRING,
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO
                    },
                    new String[] {"version", "sha256", "schema", "format", "content"});

    private ModelRows() {}

    static Row of(ServedModel model) {
        return Row.of(
                model.version(),
                model.sha256(),
                model.schema().toString(),
                model.format().name(),
                model.content());
    }

    static ServedModel model(Row row) {
        return new ServedModel(
                row.getFieldAs(0),
                row.getFieldAs(1),
                Schema.parse(row.getFieldAs(2)),
                ModelFormat.valueOf(row.getFieldAs(3)),
                row.getFieldAs(4));
    }
}
