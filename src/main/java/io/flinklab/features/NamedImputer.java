package io.flinklab.features;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.ml.feature.imputer.Imputer;
import org.apache.flink.ml.feature.imputer.ImputerModel;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;

/**
 * Flink ML's imputer, for columns anywhere in a table. The model of Flink ML 2.3.0 imputes the
 * first columns of a table, whatever its input columns are; here it imputes its input columns.
 */
public final class NamedImputer extends Imputer {

    /** Fits Flink ML's imputer, and gives its values to a model that finds its columns. */
    @Override
    public ImputerModel fit(Table... inputs) {
        ImputerModel fitted = super.fit(inputs);
        ImputerModel model = new Model().setModelData(fitted.getModelData());
        ParamUtils.updateExistingParams(model, fitted.getParamMap());
        return model;
    }

    /** Flink ML's model, which gets its input columns first, where it looks for them. */
    public static final class Model extends ImputerModel {

        @Override
        public Table[] transform(Table... inputs) {
            List<String> names = inputs[0].getResolvedSchema().getColumnNames();
            List<String> read = List.of(getInputCols());
            int[] inputsFirst =
                    IntStream.concat(
                                    read.stream().mapToInt(names::indexOf),
                                    IntStream.range(0, names.size())
                                            .filter(i -> !read.contains(names.get(i))))
                            .toArray();

            Table imputed = super.transform(arranged(inputs[0], inputsFirst))[0];

            int outputs = getOutputCols().length;
            return new Table[] {arranged(imputed, inverse(inputsFirst, outputs))};
        }

        /** Back to the order before, with the outputs after it. */
        private static int[] inverse(int[] order, int outputs) {
            int[] inverse = IntStream.range(0, order.length + outputs).toArray();
            for (int i = 0; i < order.length; i++) {
                inverse[order[i]] = i;
            }
            return inverse;
        }

        private static Table arranged(Table table, int[] order) {
            StreamTableEnvironment tables =
                    (StreamTableEnvironment) ((TableImpl) table).getTableEnvironment();
            RowTypeInfo type = TableUtils.getRowTypeInfo(table.getResolvedSchema());
            RowTypeInfo arranged =
                    new RowTypeInfo(
                            Arrays.stream(order)
                                    .mapToObj(type::getTypeAt)
                                    .toArray(TypeInformation<?>[]::new),
                            Arrays.stream(order)
                                    .mapToObj(i -> type.getFieldNames()[i])
                                    .toArray(String[]::new));
            DataStream<Row> rows =
                    tables.toDataStream(table)
                            .map(row -> Row.project(row, order), arranged)
                            .name("arrange columns");
            return tables.fromDataStream(rows);
        }
    }
}
