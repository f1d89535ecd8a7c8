package io.flinklab.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Turns turns = new Turns(1, handedOver::add);

    @Test
    void shouldKeepOthersWaitingWithoutAThread() {
        turns.run(
                () -> {
                    turns.run(() -> done.add("second"));
                    turns.run(() -> done.add("third"));
                    done.add("first");
                });

        assertThat(done).containsExactly("first");
        handedOver.remove().run();
        assertThat(done).containsExactly("first", "second");
        handedOver.remove().run();
        assertThat(done).containsExactly("first", "second", "third");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void shouldGoOnAfterATaskThatFails() {
        assertThatThrownBy(
                        () ->
                                turns.run(
                                        () -> {
                                            throw new IllegalStateException("lost");
                                        }))
                .hasMessage("lost");

        turns.run(() -> done.add("next"));

        assertThat(done).containsExactly("next");
    }
}
