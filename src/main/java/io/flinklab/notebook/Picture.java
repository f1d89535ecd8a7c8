package io.flinklab.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A picture with alternative text for readers who cannot see it.
 *
 * @param image the pixels
 * @param text what the picture shows, with its figures; not blank
 */
public record Picture(BufferedImage image, String text) implements View {

    /** Refuses a picture without text. */
    public Picture {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    "A picture needs alternative text; found none. Say what it shows.");
        }
    }

    @Override
    public Optional<byte[]> png() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return Optional.of(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text: what a cell prints where pictures cannot be shown. */
    @Override
    public String toString() {
        return text;
    }
}
