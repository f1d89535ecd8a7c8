package io.flinklab.interchange.pmml;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.dmg.pmml.PMML;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pmml4s.model.Model;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

class PmmlExportTest {

    static Stream<FittedPipeline> pipelines() {
        return Stream.of(
                        Stream.of(UnseenCategory.values()).map(SamplePipelines::reference),
                        Stream.of(UnseenCategory.values()).map(SamplePipelines::tuned),
                        PmmlParityTest.pipelines())
                .flatMap(pipelines -> pipelines);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldWriteWhatTheSchemaOfPmml44Allows(FittedPipeline pipeline) throws Exception {
        assertThat(faults(document(pipeline))).isEmpty();
    }

    @Test
    void shouldBeHeldToASchemaThatRefuses() throws Exception {
        String wrong =
                text(SamplePipelines.reference(UnseenCategory.KEEP))
                        .replace("normalizationMethod=\"logit\"", "normalizationMethod=\"logic\"");

        assertThat(faults(wrong.getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty()
                .anyMatch(fault -> fault.contains("logic"));
    }

    @Test
    void shouldWriteTheSameBytesForTheSamePipelineAndMetadata() {
        assertThat(document(SamplePipelines.tuned(UnseenCategory.KEEP)))
                .isEqualTo(document(SamplePipelines.tuned(UnseenCategory.KEEP)));
    }

    @Test
    void shouldSpeakOfTheCustomersColumnsAndSayWhereItIsFrom() {
        assertThat(text(SamplePipelines.reference(UnseenCategory.KEEP)))
                .contains(
                        "version=\"4.4\"",
                        "modelVersion=\"v000007\"",
                        "<Application name=\"Flink ML Lab\"",
                        "<DataField name=\"Geography\" optype=\"categorical\" dataType=\"string\">",
                        "<Value value=\"Germany\"/>",
                        "<DataField name=\"Age\" optype=\"continuous\" dataType=\"double\"/>",
                        "<NumericPredictor name=\"Age\" coefficient=",
                        "<CategoricalPredictor name=\"Gender\" value=\"Male\" coefficient=");
    }

    @Test
    void shouldNameDerivedFieldsByWhatTheyHold() {
        assertThat(text(SamplePipelines.tuned(UnseenCategory.KEEP)))
                .contains(
                        "<DerivedField name=\"AgeBin\"",
                        "<DiscretizeBin binValue=\"[30, 40)\">",
                        "<DerivedField name=\"NumOfProducts=2\"",
                        "<DerivedField name=\"scaled(CreditScore)\"",
                        "<NumericPredictor name=\"scaled(Age)\" exponent=\"3\"");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTheMetadata(UnseenCategory unseen) {
        FittedPipeline pipeline = SamplePipelines.reference(unseen);

        assertThat(PmmlText.read(document(pipeline)).metadata()).isEqualTo(metadata(pipeline));
        String earlier =
                new String(document(pipeline), StandardCharsets.UTF_8)
                        .replace("\"export metadata\"", "\"model card\"");
        assertThat(PmmlText.read(earlier.getBytes(StandardCharsets.UTF_8)).metadata())
                .isEqualTo(metadata(pipeline));
    }

    @Test
    void shouldPredictFromTheThresholdOn() {
        Map<String, Object> anna = anna();
        FittedPipeline pipeline = SamplePipelines.reference(UnseenCategory.KEEP);
        Map<String, Object> usual = evaluated(pipeline, 0.5, anna);
        double probability = (Double) usual.get("probability");

        assertThat(probability).isBetween(0.0, 0.5);
        assertThat(usual).containsEntry("prediction", "0");
        assertThat(evaluated(pipeline, probability, anna)).containsEntry("prediction", "1");
        assertThat(evaluated(pipeline, Math.nextUp(probability), anna))
                .containsEntry("prediction", "0");
    }

    /** What pmml4s alone says where a result is invalid: NaN, and never a prediction. */
    @ParameterizedTest
    @EnumSource
    void shouldGiveABareEvaluatorNoPredictionForAMissingValue(UnseenCategory unseen) {
        for (FittedPipeline pipeline :
                List.of(SamplePipelines.reference(unseen), SamplePipelines.tuned(unseen))) {
            for (String column : List.of("CreditScore", "Geography", "NumOfProducts")) {
                Map<String, Object> missing = anna();
                missing.remove(column);

                assertThat(evaluated(pipeline, 0.5, missing)).satisfies(PmmlExportTest::isInvalid);
            }
            Map<String, Object> notANumber = anna();
            notANumber.put("Age", Double.NaN);

            assertThat(evaluated(pipeline, 0.5, notANumber)).satisfies(PmmlExportTest::isInvalid);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveABareEvaluatorNoPredictionForAnUnseenCategoryUnlessItIsKept(
            UnseenCategory unseen) {
        Map<String, Object> stranger = anna();
        stranger.put("Geography", "Italy");

        Map<String, Object> found = evaluated(SamplePipelines.reference(unseen), 0.5, stranger);

        if (unseen == UnseenCategory.KEEP) {
            assertThat((Double) found.get("probability")).isBetween(0.0, 1.0);
        } else {
            assertThat(found).satisfies(PmmlExportTest::isInvalid);
        }
    }

    private static void isInvalid(Map<String, Object> found) {
        assertThat((Double) found.get("probability")).isNaN();
        assertThat(found).containsEntry("prediction", null);
    }

    private static Map<String, Object> evaluated(
            FittedPipeline pipeline, double threshold, Map<String, Object> row) {
        ExportMetadata metadata = new ExportMetadata("", "", threshold, List.of(), List.of());
        return Model.fromBytes(PmmlExport.write(Churn.SCHEMA, pipeline, metadata)).predict(row);
    }

    private static Map<String, Object> anna() {
        return new HashMap<>(
                Map.of(
                        "CreditScore", 619.0,
                        "Geography", "France",
                        "Gender", "Female",
                        "Age", 42.0,
                        "Tenure", 2.0,
                        "Balance", 0.0,
                        "NumOfProducts", 1.0,
                        "HasCrCard", 1.0,
                        "IsActiveMember", 1.0,
                        "EstimatedSalary", 101348.88));
    }

    /** What the schema in pmml-model's jar says against a document. */
    private static List<String> faults(byte[] document) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema schema = factory.newSchema(PMML.class.getResource("/pmml.xsd"));
        Validator validator = schema.newValidator();
        List<String> faults = new ArrayList<>();
        validator.setErrorHandler(
                new ErrorHandler() {
                    @Override
                    public void warning(SAXParseException e) {
                        faults.add(e.toString());
                    }

                    @Override
                    public void error(SAXParseException e) {
                        faults.add(e.toString());
                    }

                    @Override
                    public void fatalError(SAXParseException e) {
                        faults.add(e.toString());
                    }
                });
        validator.validate(new StreamSource(new ByteArrayInputStream(document)));
        return faults;
    }

    private static String text(FittedPipeline pipeline) {
        return new String(document(pipeline), StandardCharsets.UTF_8);
    }

    private static byte[] document(FittedPipeline pipeline) {
        return PmmlExport.write(Churn.SCHEMA, pipeline, metadata(pipeline));
    }

    private static ExportMetadata metadata(FittedPipeline pipeline) {
        return ExportMetadata.of(Churn.SCHEMA, pipeline, "v000007", "ab".repeat(32));
    }
}
