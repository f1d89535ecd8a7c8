package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.kit.WrittenRows;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowJsonTest {
    private static final WrittenRows SCORES = new WrittenRows(ScoreRows.type(Churn.SCHEMA));
    private static final WrittenRows REJECTS = new WrittenRows(RejectRows.TYPE);

    private final RowJson scores = new RowJson(ScoreRows.type(Churn.SCHEMA));
    private final RowJson rejects = new RowJson(RejectRows.TYPE);

    @Test
    void membersHaveTheFieldsNamesAndOrder() {
        Row row = ScoreRows.of(15634602L, 0.125, 0, "v000003", "ab12", 1_700_000_000_000L, 2L);

        assertThat(text(scores.write(row)))
                .isEqualTo(
                        "{\"CustomerId\":15634602,\"score\":0.125,\"prediction\":0,"
                                + "\"modelVersion\":\"v000003\",\"modelSha256\":\"ab12\","
                                + "\"eventTime\":1700000000000,\"scoringTime\":2}");
    }

    @Property(seed = "4")
    void numbersComeBackTheSame(
            @ForAll long id,
            @ForAll @DoubleRange(min = -Double.MAX_VALUE) double score,
            @ForAll int prediction) {
        Row row = ScoreRows.of(id, score, prediction, "v000001", "", 0, Long.MIN_VALUE);

        assertThat(SCORES.read(scores.write(row))).isEqualTo(row);
    }

    @Property(seed = "4")
    void wellFormedTextsComeBackTheSameOnOneLine(
            @ForAll @CharRange(from = 0, to = '\uD7FF') String text) {
        Row row = Row.of(text, 1L, "", text, "\uD83D\uDE00" + text);

        byte[] json = rejects.write(row);

        assertThat(REJECTS.read(json)).isEqualTo(row);
        assertThat(text(json)).doesNotContain("\n", "\r");
    }

    @Test
    void halfOfASurrogatePairBecomesAQuestionMark() {
        Row row = Row.of("\uDE00a", 1L, "", "\uD83D", "\uD83D\uDE00\uD83D");

        assertThat(REJECTS.read(rejects.write(row)))
                .isEqualTo(Row.of("?a", 1L, "", "?", "\uD83D\uDE00?"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatJsonLacksIsRefusedAndTheNextRowIsWhole(double score) {
        Row good = ScoreRows.of(2L, 0.5, 1, "v000001", "", 0, 0);

        assertThatThrownBy(() -> scores.write(ScoreRows.of(1L, score, 0, "v000001", "", 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected score to be DOUBLE, found " + score);
        assertThat(SCORES.read(scores.write(good))).isEqualTo(good);
    }

    @Test
    void anUndefinedMeasureIsNull() {
        RowTypeInfo type = new RowTypeInfo(Types.DOUBLE, Types.DOUBLE);

        assertThat(text(RowJson.ofMeasures(type).write(Row.of(0.5, Double.NaN))))
                .isEqualTo("{\"f0\":0.5,\"f1\":null}");
    }

    @Test
    void nullAndAnotherTypeAreRefused() {
        assertThatThrownBy(() -> rejects.write(Row.of(null, 1L, "", "", "")))
                .hasMessage("Expected origin to be STRING, found null");
        assertThatThrownBy(() -> rejects.write(Row.of("", "one", "", "", "")))
                .hasMessage("Expected position to be LONG, found one");
    }

    @Test
    void onlyFlatFieldsAreKnown() {
        RowTypeInfo type = new RowTypeInfo(of(Types.BOOLEAN), new String[] {"flag"});

        assertThatThrownBy(() -> new RowJson(type))
                .hasMessage(
                        "Expected field flag to be one of [LONG, INT, DOUBLE, STRING], found"
                                + " Boolean");
    }

    @Test
    void writesTheSameAfterATripThroughSerialization() throws Exception {
        Row row = ScoreRows.of(1L, 0.5, 1, "v000001", "", 0, 0);
        byte[] before = scores.write(row);

        assertThat(InstantiationUtil.clone(scores).write(row)).isEqualTo(before);
    }

    private static TypeInformation<?>[] of(TypeInformation<?>... types) {
        return types;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
