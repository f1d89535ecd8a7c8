package io.flinklab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {
    private static final Map<String, Double> FIGURES = Map.of("gain", 0.1 + 0.2);

    @TempDir Path root;

    @Test
    void shouldTellOfNothingBeforeTheFirstDecision() {
        assertThat(store().decisions()).isEmpty();
        StoreFixture.publish(store());
        store().unpin();

        assertThat(store().decisions()).isEmpty();
    }

    @Test
    void shouldHaveEachDecisionInItsOrderThoughTheClockStands() {
        ModelStore store = storeOf(3);

        store.holdChampion();
        store.pin("v000001");
        store.decide(Decision.keep("v000001", "v000002", "no better", FIGURES));
        store.decide(Decision.promote("v000001", "v000003", "better", FIGURES));
        store.rollback();
        store.unpin();

        assertThat(store.decisions())
                .extracting(each -> each.action() + " " + each.before() + " " + each.inUse())
                .containsExactly(
                        "pin v000003 v000003",
                        "pin v000003 v000001",
                        "keep v000001 v000001",
                        "promote v000001 v000003",
                        "rollback v000003 v000002",
                        "unpin v000002 v000003");
        Decision promotion = store.decisions().get(3);
        assertThat(promotion.challenger()).isEqualTo("v000003");
        assertThat(promotion.reason()).isEqualTo("better");
        assertThat(promotion.figures()).isEqualTo(FIGURES);
        assertThat(promotion.at()).isAfterOrEqualTo(StoreFixture.NOON);
        assertThat(store.versions()).hasSize(3);
        assertThat(store.owns(Path.of("decisions/x.json"))).isTrue();
    }

    @Test
    void shouldLoseNoDecisionOfTwoProcesses() {
        List<ModelStore> both = List.of(storeOf(1), store());

        IntStream.range(0, 40)
                .parallel()
                .forEach(
                        i ->
                                both.get(i % 2)
                                        .decide(
                                                Decision.keep(
                                                        "v000001", "", "no. " + i, Map.of())));

        assertThat(store().decisions())
                .hasSize(40)
                .extracting(Decision::reason)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldFinishAPromotionThatWasWrittenDown() {
        storeOf(2).pin("v000001");
        ModelStore dies = dyingAfterWrites(1);

        assertThatThrownBy(
                        () ->
                                dies.decide(
                                        Decision.promote("v000001", "v000002", "better", FIGURES)))
                .isInstanceOf(StoreException.Unreachable.class);

        assertThat(store().current()).isEqualTo("v000001");
        assertThat(store().holdChampion()).isEqualTo("v000002");
        assertThat(store().current()).isEqualTo("v000002");
        assertThat(store().decisions()).hasSize(2);
    }

    @Test
    void shouldNotPromoteWhatCouldNotBeWrittenDown() {
        storeOf(2).pin("v000001");
        ModelStore dies = dyingAfterWrites(0);

        assertThatThrownBy(
                        () ->
                                dies.decide(
                                        Decision.promote("v000001", "v000002", "better", FIGURES)))
                .isInstanceOf(StoreException.Unreachable.class);

        assertThat(store().holdChampion()).isEqualTo("v000001");
    }

    @Test
    void shouldNotRepeatAPromotionThatWasRolledBack() {
        ModelStore store = storeOf(2);
        store.pin("v000001");
        store.decide(Decision.promote("v000001", "v000002", "better", FIGURES));
        store.rollback();

        assertThat(store.holdChampion()).isEqualTo("v000001");
    }

    @Test
    void shouldRefuseToPromoteWhatIsDamaged() throws Exception {
        ModelStore store = storeOf(2);
        store.pin("v000001");
        Files.writeString(root.resolve("v000002/parameters.json"), "{}");

        assertThatThrownBy(
                        () ->
                                store.decide(
                                        Decision.promote("v000001", "v000002", "better", FIGURES)))
                .isInstanceOf(StoreException.class);

        assertThat(store.current()).isEqualTo("v000001");
        assertThat(store.decisions()).hasSize(1);
    }

    @Test
    void shouldSayWhichDecisionIsDamaged() throws Exception {
        storeOf(1).pin("v000001");
        Path file;
        try (var files = Files.list(root.resolve("decisions"))) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{");

        assertThatThrownBy(() -> store().decisions())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    private ModelStore store() {
        return StoreFixture.store(root);
    }

    private ModelStore storeOf(int versions) {
        for (int i = 0; i < versions; i++) {
            StoreFixture.publish(store());
        }
        return store();
    }

    /** The store of a process that is killed after so many files. */
    private ModelStore dyingAfterWrites(int files) {
        AtomicInteger left = new AtomicInteger(files);
        return StoreFixture.store(
                root, call -> call.equals("write") && left.getAndDecrement() <= 0);
    }
}
