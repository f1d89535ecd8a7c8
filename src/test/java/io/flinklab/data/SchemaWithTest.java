package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemaWithTest {
    private static final Schema SCHEMA =
            Schema.builder()
                    .number("income", NumberRange.ANY)
                    .category("housing")
                    .label("risk", "bad", "good")
                    .build();

    @Test
    void shouldPutAColumnInThePlaceOfTheOneOfItsName() {
        Schema changed = SCHEMA.with(new Column.Ignored("income"));

        assertThat(changed.names()).isEqualTo(SCHEMA.names());
        assertThat(changed.featureNames()).containsExactly("housing");
        assertThat(SCHEMA.featureNames()).containsExactly("income", "housing");
    }

    @Test
    void shouldRefuseAColumnThatIsNotThereAndASchemaWithoutFeatures() {
        assertThatThrownBy(() -> SCHEMA.with(new Column.Ignored("incom")))
                .hasMessageContaining("found incom");
        assertThatThrownBy(
                        () ->
                                SCHEMA.with(new Column.Ignored("income"))
                                        .with(new Column.Ignored("housing")))
                .hasMessageContaining("Expected a column of kind number, flag or category");
    }
}
