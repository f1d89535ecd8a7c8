package io.flinklab.training;

import java.util.List;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.ExplainFormat;
import org.apache.flink.table.api.PlanReference;
import org.apache.flink.table.delegation.InternalPlan;
import org.apache.flink.table.delegation.Parser;
import org.apache.flink.table.delegation.Planner;
import org.apache.flink.table.operations.ExternalModifyOperation;
import org.apache.flink.table.operations.ExternalQueryOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ProjectQueryOperation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.types.Row;

/** Plans what {@link PlainTables} can hold: a stream that became a table becomes one again. */
final class PlainPlanner implements Planner {

    @Override
    public Parser getParser() {
        return PlainTables.unsupported(Parser.class);
    }

    @Override
    public List<Transformation<?>> translate(List<ModifyOperation> operations) {
        return operations.stream().<Transformation<?>>map(PlainPlanner::translate).toList();
    }

    private static Transformation<?> translate(ModifyOperation operation) {
        if (operation instanceof ExternalModifyOperation asked
                && source(asked.getChild()) instanceof ExternalQueryOperation<?> source) {
            DataStream<?> stream = source.getDataStream();
            Class<?> type = asked.getPhysicalDataType().getConversionClass();
            if (type == Row.class) {
                return NamedRows.of(stream, source.getResolvedSchema().getColumnNames())
                        .getTransformation();
            } else if (type == stream.getType().getTypeClass()) {
                return stream.getTransformation();
            }
        }
        throw PlainTables.unsupported(operation.asSummaryString());
    }

    /** Looks through a projection to all columns in their order, which bridging puts there. */
    private static QueryOperation source(QueryOperation query) {
        if (query instanceof ProjectQueryOperation) {
            QueryOperation projected = query.getChildren().get(0);
            if (names(query).equals(names(projected))) {
                return source(projected);
            }
        }
        return query;
    }

    private static List<String> names(QueryOperation query) {
        return query.getResolvedSchema().getColumnNames();
    }

    @Override
    public String explain(
            List<Operation> operations, ExplainFormat format, ExplainDetail... details) {
        throw PlainTables.unsupported("explain");
    }

    @Override
    public InternalPlan loadPlan(PlanReference plan) {
        throw PlainTables.unsupported("loadPlan");
    }

    @Override
    public InternalPlan compilePlan(List<ModifyOperation> operations) {
        throw PlainTables.unsupported("compilePlan");
    }

    @Override
    public List<Transformation<?>> translatePlan(InternalPlan plan) {
        throw PlainTables.unsupported("translatePlan");
    }

    @Override
    public String explainPlan(InternalPlan plan, ExplainDetail... details) {
        throw PlainTables.unsupported("explainPlan");
    }
}
