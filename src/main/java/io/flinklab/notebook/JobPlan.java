package io.flinklab.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobmanager.scheduler.CoLocationGroup;

/**
 * The tasks of a job, from the sources on, and what flows between them.
 *
 * @param edges pairs of positions in {@code tasks}
 */
record JobPlan(List<Task> tasks, List<Edge> edges) {
    /** They only convert or check rows; they do not say what the job does. */
    private static final Set<String> CONVERTERS =
            Set.of("Map", "TableToDataSteam", "ConstraintEnforcer", "filter-tail");

    /**
     * One task.
     *
     * @param operators what is chained into it, without what only converts
     */
    record Task(List<String> operators, int parallelism) {

        boolean isSource() {
            return operators.get(0).startsWith("Source: ");
        }

        boolean isSink() {
            return operators.stream().anyMatch(operator -> operator.startsWith("Sink: "));
        }
    }

    /**
     * A flow of records.
     *
     * @param strategy how they are spread, in Flink's word
     */
    record Edge(int from, int to, String strategy) {
        static final String FEEDBACK = "FEEDBACK";

        boolean isFeedback() {
            return FEEDBACK.equals(strategy);
        }

        boolean isLoop() {
            return from == to;
        }
    }

    static JobPlan of(JobGraph job) {
        List<JobVertex> vertices = job.getVerticesSortedTopologicallyFromSources();
        List<Edge> edges = new ArrayList<>();
        for (int to = 0; to < vertices.size(); to++) {
            for (JobEdge input : vertices.get(to).getInputs()) {
                int from = vertices.indexOf(input.getSource().getProducer());
                edges.add(new Edge(from, to, input.getShipStrategyName()));
            }
        }
        edges.addAll(feedback(vertices));
        return new JobPlan(vertices.stream().map(JobPlan::task).toList(), edges);
    }

    /**
     * The graph in words: a line for each task with the numbers of those before it.
     *
     * @param unit what the tasks are called, in the plural
     */
    String text(String title, String unit) {
        return IntStream.range(0, tasks.size())
                .mapToObj(this::line)
                .collect(
                        Collectors.joining(
                                "\n",
                                "%s: job graph of %s %s.\n".formatted(title, tasks.size(), unit),
                                ""));
    }

    /** What goes round in an iteration: Flink ML places its two ends on one machine. */
    private static List<Edge> feedback(List<JobVertex> vertices) {
        List<Edge> edges = new ArrayList<>();
        for (int from = 0; from < vertices.size(); from++) {
            for (int to = 0; to < from; to++) {
                CoLocationGroup group = vertices.get(from).getCoLocationGroup();
                boolean together = group != null && group == vertices.get(to).getCoLocationGroup();
                if (together
                        && vertices.get(from).getName().startsWith("tail-")
                        && vertices.get(to).getName().startsWith("head-")) {
                    edges.add(new Edge(from, to, Edge.FEEDBACK));
                }
            }
        }
        return edges;
    }

    private static Task task(JobVertex vertex) {
        return new Task(operators(vertex.getName()), vertex.getParallelism());
    }

    private String line(int index) {
        Task task = tasks.get(index);
        String from =
                edges.stream()
                        .filter(edge -> edge.to() == index)
                        .map(edge -> edge.from() + 1 + (edge.isFeedback() ? " (feedback)" : ""))
                        .collect(Collectors.joining(", "));
        return "%s. %s, parallelism %s%s"
                .formatted(
                        index + 1,
                        String.join(" + ", task.operators()),
                        task.parallelism(),
                        from.isEmpty() ? "" : ", from " + from);
    }

    /**
     * The operators that a task's name chains, as {@code A -> (B, C -> D)} does. Each name once;
     * converters only where there is nothing else.
     */
    static List<String> operators(String taskName) {
        List<String> all = names(taskName).toList();
        List<String> telling =
                all.stream().filter(Predicate.not(JobPlan::isConverter)).distinct().toList();
        return telling.isEmpty() ? all.subList(0, 1) : telling;
    }

    /** Numbers in brackets count the tables of a session: they would differ from run to run. */
    private static Stream<String> names(String taskName) {
        return Arrays.stream(taskName.split(" -> |, "))
                .map(name -> name.replaceAll("[()]|\\[[0-9]+\\]", "").strip());
    }

    private static boolean isConverter(String name) {
        return CONVERTERS.contains(name) || name.startsWith("*anonymous_datastream_source");
    }
}
