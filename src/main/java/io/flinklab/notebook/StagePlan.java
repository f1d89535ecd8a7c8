package io.flinklab.notebook;

import io.flinklab.notebook.JobPlan.Edge;
import io.flinklab.notebook.JobPlan.Task;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.UdfStreamOperatorFactory;

/**
 * A job of Flink ML's stages, its many operators gathered into two parts of each stage: fit, which
 * learns from the rows and saves, and transform, which applies what was learned. The class of an
 * operator's function tells its stage; an operator of no stage, such as a converter or a sink,
 * belongs to the part before it.
 */
final class StagePlan {
    private static final Pattern STAGE_CLASS =
            Pattern.compile(
                    "org\\.apache\\.flink\\.ml\\.(?!common\\.)\\w+\\.\\w+\\.(\\w+?)(?:Model(?:Data(?:Util)?)?)?(?:\\$.*)?");
    private static final String OURS = PenalizedLogisticRegression.class.getPackageName();

    /** Flink ML's operator that hands a model's data to the rows' operator, on the same machine. */
    private static final String MODEL_RECEIVER = "broadcastInputs";

    private final StreamGraph graph;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Part> partOf = new HashMap<>();

    private StagePlan(StreamGraph graph) {
        this.graph = graph;
    }

    /** The parts as tasks, in the order in which they were added to the job. */
    static JobPlan of(StreamGraph graph) {
        StagePlan plan = new StagePlan(graph);
        List<StreamNode> nodes = new ArrayList<>(graph.getStreamNodes());
        nodes.sort(Comparator.comparingInt(StreamNode::getId));
        Part before = null;
        for (StreamNode node : nodes) {
            before = plan.place(node, before);
        }
        return new JobPlan(plan.parts.stream().map(Part::task).toList(), plan.edges());
    }

    private Part place(StreamNode node, Part before) {
        Part part = part(node, before);
        part.operators.add(node);
        partOf.put(node.getId(), part);
        return part;
    }

    private Part part(StreamNode node, Part before) {
        Optional<Part> input =
                node.getInEdges().stream()
                        .map(StreamEdge::getSourceId)
                        .filter(partOf::containsKey)
                        .max(Comparator.naturalOrder())
                        .map(partOf::get);
        Optional<StreamNode> receiver = receiver(node);
        if (receiver.isPresent()) {
            return transform(partOf.get(receiver.get().getInEdges().get(0).getSourceId()).stage);
        }
        Optional<String> stage = stage(node);
        if (stage.isPresent() && !stage.equals(input.map(part -> part.stage))) {
            return added(new Part(stage.get()));
        }
        // An iteration starts with a source of its own.
        boolean starts = input.isEmpty() && feedsAnIteration(node);
        return starts ? before : input.orElseGet(() -> added(new Part("")));
    }

    /** The operator that receives the model for this one, or is this one. */
    private Optional<StreamNode> receiver(StreamNode node) {
        String place = node.getCoLocationGroup();
        return place == null
                ? Optional.empty()
                : graph.getStreamNodes().stream()
                        .filter(other -> place.equals(other.getCoLocationGroup()))
                        .filter(other -> other.getOperatorName().equals(MODEL_RECEIVER))
                        .findFirst();
    }

    /** The newest part of that stage, if it is a transform, or else a new one. */
    private Part transform(String stage) {
        Part last = parts.get(parts.size() - 1);
        if (last.transforms && last.stage.equals(stage)) {
            return last;
        }
        Part part = added(new Part(stage));
        part.transforms = true;
        return part;
    }

    private boolean feedsAnIteration(StreamNode node) {
        return node.getOutEdges().stream()
                .map(edge -> graph.getStreamNode(edge.getTargetId()).getOperatorName())
                .anyMatch(name -> name.startsWith("input-"));
    }

    private Part added(Part part) {
        parts.add(part);
        return part;
    }

    private static Optional<String> stage(StreamNode node) {
        StreamOperatorFactory<?> factory = node.getOperatorFactory();
        if (factory == null) {
            return Optional.empty();
        }
        String name =
                factory instanceof UdfStreamOperatorFactory<?> function
                        ? function.getUserFunctionClassName()
                        : factory.getStreamOperatorClass(StagePlan.class.getClassLoader())
                                .getName();
        if (name.startsWith(OURS)) {
            return Optional.of(PenalizedLogisticRegression.class.getSimpleName());
        }
        Matcher matcher = STAGE_CLASS.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** One arrow between two parts, and one from a part that iterates to itself. */
    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (Part to : parts) {
            for (StreamNode node : to.operators) {
                for (StreamEdge edge : node.getInEdges()) {
                    Part from = partOf.get(edge.getSourceId());
                    Edge arrow =
                            new Edge(
                                    parts.indexOf(from),
                                    parts.indexOf(to),
                                    edge.getPartitioner().toString());
                    if (from != to && !edges.contains(arrow)) {
                        edges.add(arrow);
                    }
                }
            }
            if (to.iterates()) {
                edges.add(new Edge(parts.indexOf(to), parts.indexOf(to), Edge.FEEDBACK));
            }
        }
        return edges;
    }

    /** Part of a stage, or of none where its name is empty. */
    private static final class Part {
        private final String stage;
        private final List<StreamNode> operators = new ArrayList<>();
        private boolean transforms;

        Part(String stage) {
            this.stage = stage;
        }

        Task task() {
            List<String> names = operators.stream().map(StreamNode::getOperatorName).toList();
            int parallelism =
                    operators.stream().mapToInt(StreamNode::getParallelism).max().orElse(1);
            if (stage.isEmpty()) {
                return new Task(names, parallelism);
            }
            List<String> lines =
                    new ArrayList<>(List.of(stage + (fits() ? ": fit" : ": transform")));
            if (saves()) {
                lines.add("Sink: model");
            }
            return new Task(lines, parallelism);
        }

        private boolean fits() {
            return !transforms && (saves() || iterates() || broadcasts());
        }

        private boolean saves() {
            return named("Sink: ");
        }

        boolean iterates() {
            return named("tail-");
        }

        private boolean broadcasts() {
            return operators.stream()
                    .flatMap(node -> node.getOutEdges().stream())
                    .anyMatch(edge -> edge.getPartitioner().isBroadcast());
        }

        private boolean named(String start) {
            return operators.stream().anyMatch(node -> node.getOperatorName().startsWith(start));
        }
    }
}
