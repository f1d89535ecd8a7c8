package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.apache.flink.ml.builder.PipelineModel;
import org.junit.jupiter.api.Test;

@Erratum(
        stages = {},
        defect =
                "a fitted pipeline does not give out its stages: "
                        + "`PipelineModel.getStages` is package-private",
        cure = "`PipelineFit` fits stage by stage and keeps them")
class PipelineStagesTest {

    @Test
    void flinkMlKeepsTheStagesOfAPipelineToItself() throws Exception {
        Method getStages = PipelineModel.class.getDeclaredMethod("getStages");

        assertThat(Modifier.isPublic(getStages.getModifiers())).isFalse();
    }
}
