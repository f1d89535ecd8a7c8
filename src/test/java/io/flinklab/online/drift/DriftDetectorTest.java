package io.flinklab.online.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftDetectorTest {
    static final JsonNode GOLDEN = golden();

    /** As environment/golden/drift.py makes them. */
    private static final Map<String, Supplier<DriftDetector>> AS_RIVER =
            Map.of(
                    "adwin",
                    Adwin::new,
                    "adwinOften",
                    () -> new Adwin(0.01, 1, 3, 5, 10),
                    "pageHinkley",
                    PageHinkley::new,
                    "pageHinkleySmall",
                    () -> new PageHinkley(30, 0.01, 10, 0.999),
                    "kswin",
                    () -> new Kswin(1e-4, 100, 30, new PythonSamples(70, 30, 42)),
                    "kswinLoose",
                    () -> new Kswin(0.01, 60, 20, new PythonSamples(40, 20, 3)),
                    "ddm",
                    Ddm::new,
                    "ddmLate",
                    () -> new Ddm(100, 2, 4));

    @ParameterizedTest
    @ValueSource(strings = {"steps", "waves", "errors"})
    void shouldGiveTheAlarmsOfRiver(String stream) {
        JsonNode alarms = GOLDEN.get("alarms").get(stream);

        assertThat(alarms.size()).isGreaterThan(5);
        alarms.fieldNames()
                .forEachRemaining(
                        name ->
                                assertThat(alarms(AS_RIVER.get(name).get(), stream(stream)))
                                        .as(name)
                                        .isEqualTo(ints(alarms.get(name))));
    }

    @Test
    void shouldGiveTheAlarmsThatRiverDocuments() {
        double[] steps = stream("steps");

        assertThat(alarms(new Adwin(), steps)).containsExactly(1023);
        assertThat(alarms(new PageHinkley(30, 0.005, 50, 0.9999), steps)).containsExactly(1006);
        assertThat(alarms(AS_RIVER.get("kswin").get(), steps)).containsExactly(1016);
    }

    @Test
    void shouldFindTheSameChangesByOtherDraws() {
        List<Integer> found = alarms(new Kswin(1e-4, 100, 30, 42), stream("waves"));

        assertThat(found).hasSizeBetween(5, 7);
        for (int change : new int[] {500, 1500, 2000, 2500, 3000, 3500}) {
            assertThat(found).anyMatch(alarm -> alarm >= change && alarm < change + 60);
        }
    }

    @Test
    void shouldGoOnFromItsBytesToTheSameAlarms() throws IOException {
        double[] errors = stream("errors");
        for (Supplier<DriftDetector> detector : kinds()) {
            DriftDetector whole = detector.get();
            List<Integer> expected = alarms(whole, errors);
            DriftDetector part = detector.get();
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < errors.length; i++) {
                if (i % 777 == 0) {
                    DriftDetector next = detector.get();
                    next.restore(new DataInputStream(new ByteArrayInputStream(bytes(part))));
                    part = next;
                }
                if (part.update(errors[i])) {
                    found.add(i);
                }
            }
            assertThat(expected).isNotEmpty();
            assertThat(found).isEqualTo(expected);
            assertThat(bytes(part)).isEqualTo(bytes(whole));
        }
    }

    @Test
    void shouldSeldomGiveTheAlarmWithoutAChange() {
        Random random = new Random(5);
        double[] still = random.doubles(100_000).toArray();

        assertThat(alarms(new Adwin(), still)).isEmpty();
        // Its sum wanders further than the threshold now and then.
        assertThat(alarms(new PageHinkley(), still)).hasSizeLessThan(5);
        // At most alpha of the 100,000 looks.
        assertThat(alarms(new Kswin(1e-4, 100, 30, 1), still)).hasSizeLessThan(10);
    }

    @Test
    void shouldKeepALongWindowInFewBuckets() throws IOException {
        Adwin adwin = new Adwin();
        for (int i = 0; i < 1_000_000; i++) {
            adwin.update(i % 2);
        }

        assertThat(adwin.width()).isEqualTo(1_000_000);
        assertThat(bytes(adwin).length).isLessThan(1500);
    }

    @Test
    void shouldWarnBeforeTheAlarm() {
        Ddm ddm = new Ddm();
        boolean warned = false;
        for (double error : stream("errors")) {
            if (ddm.update(error)) {
                break;
            }
            warned |= ddm.isWarning();
        }

        assertThat(warned).isTrue();
        assertThat(ddm.isWarning()).isFalse();
    }

    @Test
    void shouldKnowTheExactProbabilityOfADistance() {
        // Of the 20 orders of two samples of three, 2 are farthest apart, and all are apart by one.
        assertThat(Kswin.probability(3, 3)).isCloseTo(2 / 20.0, within(1e-15));
        assertThat(Kswin.probability(3, 1)).isCloseTo(1, within(1e-15));
        // scipy.stats.ks_2samp of 0 to 29 and 14.5 to 43.5.
        assertThat(Kswin.probability(30, 15)).isCloseTo(0.0008995776840176799, within(1e-15));
    }

    @Test
    void shouldRefuseWhatIsNoValueAndOptionsOutOfRange() throws IOException {
        for (Supplier<DriftDetector> detector : kinds()) {
            DriftDetector fresh = detector.get();
            byte[] before = bytes(fresh);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fresh.update(Double.NaN))
                    .withMessageContaining("found NaN");
            assertThat(bytes(fresh)).isEqualTo(before);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ddm().update(0.5))
                .withMessage("an error is 1 or 0; found 0.5.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Kswin(0.01, 50, 30, 1))
                .withMessage("window is twice 30 or more; found 50.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adwin(0, 32, 5, 5, 10))
                .withMessage("delta is above 0, below 1; found 0.0.");
    }

    private static List<Supplier<DriftDetector>> kinds() {
        return List.of(Adwin::new, PageHinkley::new, Ddm::new, () -> new Kswin(1e-3, 100, 30, 42));
    }

    private static List<Integer> alarms(DriftDetector detector, double[] values) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (detector.update(values[i])) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    private static byte[] bytes(DriftDetector detector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static double[] stream(String name) {
        return StreamSupport.stream(GOLDEN.get("streams").get(name).spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static List<Integer> ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
    }

    private static JsonNode golden() {
        try (InputStream in = DriftDetectorTest.class.getResourceAsStream("/online/drift.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("/online/drift.json", e);
        }
    }
}
