package io.flinklab.interchange.pmml;

import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.ModelExport;
import io.flinklab.store.ModelFormat;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.dmg.pmml.Application;
import org.dmg.pmml.DataType;
import org.dmg.pmml.Extension;
import org.dmg.pmml.Header;
import org.dmg.pmml.MiningFunction;
import org.dmg.pmml.OpType;
import org.dmg.pmml.Output;
import org.dmg.pmml.OutputField;
import org.dmg.pmml.PMML;
import org.dmg.pmml.PMMLFunctions;
import org.dmg.pmml.ResultFeature;
import org.dmg.pmml.Version;
import org.dmg.pmml.regression.RegressionModel;
import org.dmg.pmml.regression.RegressionTable;
import org.jpmml.model.metro.MetroJAXBSerializer;

/**
 * Writes a fitted pipeline as a PMML 4.4 document: a logistic regression on the schema's columns,
 * under their own names. Its outputs are {@value #PROBABILITY}, of a positive label, and the text
 * {@value #PREDICTION}, 1 from the metadata's threshold on and 0 below.
 *
 * <p>A missing number or text, and a value that the pipeline refuses or skips, makes the result
 * invalid: evaluators give no prediction then. The same pipeline and metadata give the same bytes.
 */
public final class PmmlExport {
    static final String PROBABILITY = "probability";
    static final String PREDICTION = "prediction";
    static final String EXTENDER = "flink-ml-lab";
    static final String METADATA = "export metadata";

    /** Its name in documents of earlier versions of this project. */
    static final String EARLIER_METADATA = "model card";

    private PmmlExport() {}

    /**
     * The document in UTF-8.
     *
     * @param metadata kept in the document's header
     * @throws IllegalArgumentException a stage reads a column that is not there, or does what PMML
     *     has no words for
     */
    public static byte[] write(Schema schema, FittedPipeline pipeline, ExportMetadata metadata) {
        ModelExport.requireWritable(pipeline, ModelFormat.PMML);
        PmmlStages stages = PmmlStages.of(schema, pipeline, reserved(schema));
        RegressionModel model =
                new RegressionModel(MiningFunction.CLASSIFICATION, stages.raw().schema(), null)
                        .setModelName(schema.label().map(Column::name).orElse("model"))
                        .setNormalizationMethod(RegressionModel.NormalizationMethod.LOGIT)
                        .setOutput(output(schema, metadata.threshold()))
                        .addRegressionTables(
                                stages.table(), new RegressionTable(0).setTargetCategory("0"));
        PMML document =
                new PMML(Version.PMML_4_4.getVersion(), header(metadata), stages.raw().dictionary())
                        .setTransformationDictionary(stages.derived().dictionary())
                        .addModels(model);
        return bytes(document);
    }

    private static List<String> reserved(Schema schema) {
        return Stream.of(
                        schema.names(),
                        List.of(free(schema, PROBABILITY), free(schema, PREDICTION)))
                .flatMap(List::stream)
                .toList();
    }

    /** The name, or a longer one where a column has it. */
    private static String free(Schema schema, String name) {
        return schema.names().contains(name) ? free(schema, name + " of the model") : name;
    }

    private static Header header(ExportMetadata metadata) {
        return new Header()
                .setDescription(
                        metadata.meaning() == ScoreMeaning.PROBABILITY
                                ? "The probability of a positive label"
                                : "An order of rows in the form of a probability, which it is not")
                .setModelVersion(metadata.version().isEmpty() ? null : metadata.version())
                .addExtensions(new Extension(METADATA, metadata.json()).setExtender(EXTENDER))
                .setApplication(
                        new Application("Flink ML Lab")
                                .setVersion(
                                        PmmlExport.class.getPackage().getImplementationVersion()));
    }

    private static Output output(Schema schema, double threshold) {
        String probability = free(schema, PROBABILITY);
        // A text, because it can be missing: pmml4s gives the least long for a missing whole
        // number.
        return new Output()
                .addOutputFields(
                        new OutputField(probability, OpType.CONTINUOUS, DataType.DOUBLE)
                                .setResultFeature(ResultFeature.PROBABILITY)
                                .setValue("1"),
                        new OutputField(
                                        free(schema, PREDICTION),
                                        OpType.CATEGORICAL,
                                        DataType.STRING)
                                .setResultFeature(ResultFeature.TRANSFORMED_VALUE)
                                .setExpression(
                                        Expressions.apply(
                                                PMMLFunctions.IF,
                                                Expressions.apply(
                                                        PMMLFunctions.GREATEROREQUAL,
                                                        Expressions.field(probability),
                                                        Expressions.number(threshold)),
                                                Expressions.value("1", true),
                                                Expressions.value("0", true))));
    }

    private static byte[] bytes(PMML document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new MetroJAXBSerializer().serializePretty(document, bytes);
        } catch (JAXBException e) {
            throw new IllegalStateException("A document of known elements is always XML", e);
        }
        return bytes.toByteArray();
    }
}
