package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class DendrogramTest {
    private static final List<String> LABELS = List.of("a", "b", "c", "d");

    /** Out of order, as rows may arrive: 4 is made of a and c, 5 of b and d. */
    private static final List<Row> MERGES =
            List.of(Row.of(4, 5, 9.0, 4), Row.of(0, 2, 1.0, 2), Row.of(1, 3, 2.0, 2));

    @Test
    void shouldSayWhichRowsAreTogether() {
        Picture picture = Dendrogram.of("Four", LABELS, MERGES, 2);

        assertThat(picture.text())
                .isEqualTo(
                        "Four: tree of 4 rows, all joined at distance 9.00."
                                + " Clusters of 2: a, c; 2: b, d.");
    }

    @Test
    void shouldGiveEachClusterAColour() {
        Picture two = Dendrogram.of("Four", LABELS, MERGES, 2);
        Picture one = Dendrogram.of("Four", LABELS, MERGES, 1);

        assertThat(Pixels.share(two.image(), 0x0072b2)).isPositive();
        assertThat(Pixels.share(two.image(), 0xe69f00)).isPositive();
        assertThat(Pixels.share(one.image(), 0xe69f00)).isZero();
    }

    @Test
    void shouldRefuseHalfATree() {
        assertThatThrownBy(() -> Dendrogram.of("Four", LABELS, MERGES.subList(0, 2), 2))
                .hasMessage("A whole tree of 4 rows has 3 merges; found 2. Set computeFullTree.");
    }
}
