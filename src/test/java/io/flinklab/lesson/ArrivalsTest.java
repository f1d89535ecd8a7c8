package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals("scores", Duration.ofSeconds(30));

    @Test
    void shouldGiveEachRowOnceInItsOrderAndKeepThemAll() throws Exception {
        add(1, 2, 3);

        assertThat(arrivals.take(2)).containsExactly(Row.of(1), Row.of(2));
        assertThat(arrivals.take(1)).containsExactly(Row.of(3));
        assertThat(arrivals.all()).hasSize(3);
    }

    @Test
    void shouldWaitForRowsToCome() throws Exception {
        Thread later = new Thread(() -> add(1, 2));

        later.start();

        assertThat(arrivals.take(2)).hasSize(2);
        later.join();
    }

    @Test
    void shouldWaitForRowsThatAreAsTheyShouldBe() throws Exception {
        add(1, 2, 3);

        arrivals.await(2, row -> row.<Integer>getFieldAs(0) > 1);
        arrivals.skip();
        add(4);

        assertThat(arrivals.take(1)).containsExactly(Row.of(4));
    }

    @Test
    void shouldSayWhyNoMoreWillComeOnceTheRestIsTaken() throws Exception {
        add(1);
        arrivals.end("The stream has ended: disk full", new IllegalStateException("disk full"));

        assertThat(arrivals.take(1)).hasSize(1);
        assertThatThrownBy(() -> arrivals.take(1))
                .hasMessage("The stream has ended: disk full")
                .hasRootCauseMessage("disk full");
    }

    @Test
    void shouldGiveUpWhenTheLimitIsOverAndSayHowManyCame() {
        Arrivals impatient = new Arrivals("scores", Duration.ofMillis(1));
        impatient.add(Row.of(1));

        assertThatThrownBy(() -> impatient.take(2))
                .hasMessage("Expected 2 more scores within 0 seconds; 1 came.");
    }

    @Test
    void shouldStopWaitingWhenInterruptedAndLoseNothing() throws Exception {
        add(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> arrivals.take(2)).isInstanceOf(InterruptedException.class);
        assertThat(arrivals.take(1)).hasSize(1);
    }

    private void add(int... values) {
        for (int value : values) {
            arrivals.add(Row.of(value));
        }
    }
}
