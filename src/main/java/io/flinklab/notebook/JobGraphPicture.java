package io.flinklab.notebook;

import com.mxgraph.layout.hierarchical.mxHierarchicalLayout;
import com.mxgraph.model.mxCell;
import com.mxgraph.util.mxCellRenderer;
import com.mxgraph.util.mxPoint;
import com.mxgraph.view.mxGraph;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The graph of a Flink job as a picture: its tasks with the operators chained into each. */
public final class JobGraphPicture {
    private static final int LONGEST_LINE = 27;
    private static final int MOST_LINES = 3;
    private static final int BOX_WIDTH = 200;
    private static final int LINE_HEIGHT = 17;
    private static final int MARGIN = 12;

    private static final String BOX =
            "rounded=1;fontFamily=SansSerif;fontSize=12;fontColor=#000000;strokeColor=#0072b2;"
                    + "verticalAlign=middle;fillColor=";
    private static final String EDGE =
            "fontFamily=SansSerif;fontSize=11;fontColor=#6e6e6e;strokeColor=#6e6e6e;"
                    + "labelBackgroundColor=#ffffff;endArrow=classic;rounded=1;";
    private static final String FEEDBACK = "dashed=1;strokeColor=#d55e00;fontColor=#d55e00;";

    private static final int LOOP_LABEL = 37;
    private static final String LOOP = "exitX=1;exitY=0.25;entryX=1;entryY=0.75;";

    private JobGraphPicture() {}

    /**
     * The job that the environment would run now. The environment keeps it: nothing is executed and
     * no sink is lost.
     *
     * @param title what the job is for
     */
    public static Picture of(String title, StreamExecutionEnvironment env) {
        JobPlan plan = JobPlan.of(env.getStreamGraph(false).getJobGraph());
        return new Picture(drawn(plan), plan.text(title, "tasks"));
    }

    /**
     * The same job by stages of Flink ML: a box for what fits a stage and one for what transforms
     * with it. Operators that belong to no stage are counted to what is before them.
     */
    public static Picture stages(String title, StreamExecutionEnvironment env) {
        StreamGraph job = env.getStreamGraph(false);
        JobPlan plan = StagePlan.of(job);
        int tasks = job.getJobGraph().getNumberOfVertices();
        return new Picture(
                drawn(plan), plan.text(title, "parts, run as %s tasks".formatted(tasks)));
    }

    /** From the sources at the top to the sinks at the bottom. */
    private static BufferedImage drawn(JobPlan plan) {
        mxGraph graph = new mxGraph();
        List<Object> boxes = new ArrayList<>();
        plan.tasks().forEach(task -> boxes.add(box(graph, task)));
        plan.edges().stream()
                .filter(edge -> !edge.isLoop())
                .forEach(edge -> connect(graph, boxes, edge));
        mxHierarchicalLayout layout = new mxHierarchicalLayout(graph);
        layout.setInterRankCellSpacing(34);
        layout.setIntraCellSpacing(18);
        layout.execute(graph.getDefaultParent());
        plan.edges().stream()
                .filter(JobPlan.Edge::isLoop)
                .forEach(edge -> loop(graph, boxes.get(edge.from())));
        BufferedImage drawn =
                mxCellRenderer.createBufferedImage(graph, null, 1, Color.WHITE, true, null);
        return framed(drawn);
    }

    private static Object box(mxGraph graph, JobPlan.Task task) {
        String label = label(task);
        double height = (label.lines().count() + 0.7) * LINE_HEIGHT;
        return graph.insertVertex(
                graph.getDefaultParent(), null, label, 0, 0, BOX_WIDTH, height, BOX + fill(task));
    }

    private static void connect(mxGraph graph, List<Object> boxes, JobPlan.Edge edge) {
        String label =
                "FORWARD".equals(edge.strategy()) ? "" : edge.strategy().toLowerCase(Locale.ROOT);
        graph.insertEdge(
                graph.getDefaultParent(),
                null,
                label,
                boxes.get(edge.from()),
                boxes.get(edge.to()),
                edge.isFeedback() ? EDGE + FEEDBACK : EDGE);
    }

    /** An arrow from a box to itself, which the layout does not know how to place. */
    private static void loop(mxGraph graph, Object box) {
        mxCell arrow =
                (mxCell)
                        graph.insertEdge(
                                graph.getDefaultParent(),
                                null,
                                JobPlan.Edge.FEEDBACK.toLowerCase(Locale.ROOT),
                                box,
                                box,
                                EDGE + FEEDBACK + LOOP);
        // Beside the arrow, not on it.
        arrow.getGeometry().setOffset(new mxPoint(LOOP_LABEL, 0));
    }

    private static String label(JobPlan.Task task) {
        List<String> operators = task.operators();
        String shown =
                operators.stream()
                        .limit(operators.size() > MOST_LINES ? MOST_LINES - 1 : MOST_LINES)
                        .map(JobGraphPicture::shortened)
                        .collect(Collectors.joining("\n"));
        String more =
                operators.size() > MOST_LINES
                        ? "\nand %s more".formatted(operators.size() - MOST_LINES + 1)
                        : "";
        return shown + more + "\nparallelism " + task.parallelism();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_LINE ? name : name.substring(0, LONGEST_LINE - 1) + "…";
    }

    private static String fill(JobPlan.Task task) {
        if (task.isSource()) {
            return "#d5f0e6";
        }
        return task.isSink() ? "#fdecc8" : "#e3f0f8";
    }

    private static BufferedImage framed(BufferedImage drawn) {
        BufferedImage image =
                new BufferedImage(
                        drawn.getWidth() + 2 * MARGIN,
                        drawn.getHeight() + 2 * MARGIN,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.drawImage(drawn, MARGIN, MARGIN, null);
        pen.dispose();
        return image;
    }
}
