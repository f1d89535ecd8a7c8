package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.ModelExport;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelFormat;
import java.util.Set;

/**
 * Writes fitted pipelines as ONNX.
 *
 * <p>The graph's inputs are those of the schema's columns that the pipeline reads, under their
 * names, each [N, 1]: strings for categories, doubles for numbers. Its output is {@value
 * #PROBABILITY}, doubles [N, 1], all arithmetic being double; {@code probabilities} where a column
 * has that name. What a model does with unseen categories is in the graph as far as ONNX can say
 * it: one that keeps scores them; for one that refuses or skips, the row's probability is NaN.
 */
public final class OnnxExport {
    /** The graph's output. */
    static final String PROBABILITY = "probability";

    /** Metadata: the JSON of the model's {@link ExportMetadata}. */
    static final String METADATA = "exportMetadata";

    /** Its name in files of earlier versions of this project. */
    static final String EARLIER_METADATA = "modelCard";

    private static final String VERSION = "modelVersion";
    private static final String SHA_256 = "modelSha256";
    private static final int IR = 8;
    private static final int OPERATORS = 17;
    private static final int ML_OPERATORS = 3;

    private OnnxExport() {}

    /**
     * The model's file; the same pipeline and metadata give the same bytes.
     *
     * @throws IllegalArgumentException if the stages do not fit together or read a column that
     *     examples do not have
     */
    public static byte[] write(Schema schema, FittedPipeline pipeline, ExportMetadata metadata) {
        ModelExport.requireWritable(pipeline, ModelFormat.ONNX);
        requireFitting(schema, pipeline);
        GraphBuilder graph = new GraphBuilder("model", Set.copyOf(schema.featureNames()));
        StageNodes nodes = new StageNodes(graph, new GraphColumns(schema));
        pipeline.stages().forEach(stage -> stage.accept(nodes));
        return ModelProto.newBuilder()
                .setIrVersion(IR)
                .setProducerName("flink-ml-lab")
                .addOpsetImport(operators("", OPERATORS))
                .addOpsetImport(operators(GraphBuilder.ML, ML_OPERATORS))
                .addMetadataProps(entry(VERSION, metadata.version()))
                .addMetadataProps(entry(SHA_256, metadata.sha256()))
                .addMetadataProps(entry(METADATA, metadata.json()))
                .setGraph(nodes.graph())
                .build()
                .toByteArray();
    }

    /** The scorer makes sure that each stage reads what there is. */
    private static void requireFitting(Schema schema, FittedPipeline pipeline) {
        Scorer.of(schema, pipeline).close();
    }

    private static OperatorSetIdProto operators(String domain, int version) {
        return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
