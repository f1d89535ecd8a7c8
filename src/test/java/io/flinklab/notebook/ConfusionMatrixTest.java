package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.evaluation.Confusion;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final int BLUE = 0x0072b2;

    @Test
    void shouldTellTheFourCountsInTheirPlaces() {
        Picture picture = matrix(new Confusion(3, 2, 8, 1));

        assertThat(picture.text())
                .isEqualTo(
                        "Model: confusion matrix; in truth left: 3 true positives, 1 false"
                                + " negatives; in truth stayed: 2 false positives, 8 true"
                                + " negatives.");
    }

    @Test
    void shouldShadeABoxByItsShareOfItsRow() {
        BufferedImage right = matrix(new Confusion(3, 0, 8, 0)).image();

        assertThat(corner(right, 0, 0)).isEqualTo(BLUE);
        assertThat(corner(right, 0, 1)).isEqualTo(0xffffff);
        assertThat(corner(right, 1, 0)).isEqualTo(0xffffff);
        assertThat(corner(right, 1, 1)).isEqualTo(BLUE);
        BufferedImage mixed = matrix(new Confusion(1, 0, 8, 1)).image();
        assertThat(corner(mixed, 0, 0)).isEqualTo(corner(mixed, 0, 1)).isEqualTo(0x80b9d9);
    }

    @Test
    void shouldLeaveARowWithoutCustomersWhite() {
        Picture nobody = matrix(new Confusion(0, 1, 3, 0));

        assertThat(corner(nobody.image(), 0, 0)).isEqualTo(0xffffff);
        assertThat(nobody.text()).contains("0 true positives, 0 false negatives");
    }

    private static Picture matrix(Confusion confusion) {
        return ConfusionMatrix.of("Model", confusion, "left", "stayed");
    }

    /** The colour inside a box, near its upper left corner. */
    private static int corner(BufferedImage image, int row, int column) {
        return image.getRGB(170 + 260 * column, 106 + 130 * row) & 0xffffff;
    }
}
