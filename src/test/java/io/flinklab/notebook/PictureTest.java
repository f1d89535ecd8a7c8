package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final BufferedImage IMAGE = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);

    @Test
    void shouldBeAPngOfTheSamePixels() throws IOException {
        IMAGE.setRGB(1, 2, 0xff0000);

        byte[] png = new Picture(IMAGE, "a red dot").png().orElseThrow();

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(read.getWidth()).isEqualTo(4);
        assertThat(read.getHeight()).isEqualTo(3);
        assertThat(read.getRGB(1, 2) & 0xffffff).isEqualTo(0xff0000);
    }

    @Test
    void shouldRefuseToBeWithoutWords() {
        assertThatThrownBy(() -> new Picture(IMAGE, " "))
                .hasMessage("A picture needs alternative text; found none. Say what it shows.");
    }
}
