package io.flinklab.interchange.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.interchange.BatchScorer;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.onnx.InputColumns.Tensors;
import io.flinklab.store.GoldenScore;
import java.util.List;
import java.util.Map;

/**
 * Scores with ONNX Runtime. A graph, ours or anybody's, needs
 *
 * <ul>
 *   <li>inputs [N, 1] or [N] under the names of the schema's columns: strings for categories;
 *       doubles, floats or whole numbers for numbers,
 *   <li>an output {@code probability}, doubles or floats [N, 1] or [N]; or {@code probabilities} or
 *       {@code output_probability}, [N, 2], of which the second is that of a positive label: what
 *       converters of scikit-learn, LightGBM and XGBoost write without their {@code zipmap}.
 * </ul>
 */
public final class OnnxScorer extends BatchScorer {
    private final OrtSession session;
    private final InputColumns inputs;
    private final ProbabilityOutput output;
    private final boolean single;

    private OnnxScorer(
            Schema schema,
            ExportMetadata metadata,
            OrtSession session,
            InputColumns inputs,
            ProbabilityOutput output,
            boolean single) {
        super(schema, metadata);
        this.single = single;
        this.session = session;
        this.inputs = inputs;
        this.output = output;
    }

    /**
     * A scorer of an ONNX file.
     *
     * @throws IllegalArgumentException it is no whole ONNX model, one for other rows, or one that
     *     names other files or declares shapes that nothing has
     * @throws LinkageError ONNX Runtime is not there
     */
    public static OnnxScorer open(Schema schema, byte[] file) {
        GraphCheck.require(file);
        OrtSession session = session(file);
        try {
            return new OnnxScorer(
                    schema,
                    metadata(session),
                    session,
                    InputColumns.of(schema, session.getInputInfo()),
                    ProbabilityOutput.of(session.getOutputInfo()),
                    GraphPrecision.isSingle(file));
        } catch (OrtException | IllegalArgumentException e) {
            close(session);
            throw e instanceof OrtException ort ? notWhole(ort) : (IllegalArgumentException) e;
        }
    }

    @Override
    public double tolerance() {
        return single ? GoldenScore.SINGLE_TOLERANCE : GoldenScore.DOUBLE_TOLERANCE;
    }

    @Override
    protected double[] probabilities(List<Example> examples) {
        try (Tensors tensors = inputs.tensors(examples);
                OrtSession.Result result = session.run(tensors.byName(), output.names())) {
            return output.read(result.get(0), examples.size());
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "Expected ONNX Runtime to score %s rows; found: %s"
                            .formatted(examples.size(), e.getMessage()),
                    e);
        }
    }

    @Override
    protected void release() {
        close(session);
    }

    private static OrtSession session(byte[] file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Flink's slots are the parallelism.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(file, options);
        } catch (OrtException e) {
            throw notWhole(e);
        }
    }

    private static ExportMetadata metadata(OrtSession session) throws OrtException {
        Map<String, String> custom = session.getMetadata().getCustomMetadata();
        String earlier = custom.get(OnnxExport.EARLIER_METADATA);
        String metadata = custom.getOrDefault(OnnxExport.METADATA, earlier);
        return metadata == null ? ExportMetadata.none() : ExportMetadata.parse(metadata);
    }

    private static IllegalArgumentException notWhole(OrtException e) {
        return new IllegalArgumentException(
                "Expected a whole ONNX model; ONNX Runtime found: " + e.getMessage(), e);
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not close a session", e);
        }
    }
}
