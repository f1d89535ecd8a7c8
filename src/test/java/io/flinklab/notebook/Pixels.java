package io.flinklab.notebook;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Looks at a picture's pixels. */
final class Pixels {
    private Pixels() {}

    /** The share of pixels of exactly this colour, 0 to 1. */
    static double share(BufferedImage image, int rgb) {
        int[] all =
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(all).filter(pixel -> (pixel & 0xffffff) == rgb).count()
                / (double) all.length;
    }

    /** The columns that have a pixel of exactly this colour, from the left. */
    static int[] columns(BufferedImage image, int rgb) {
        return IntStream.range(0, image.getWidth())
                .filter(
                        x ->
                                IntStream.range(0, image.getHeight())
                                        .anyMatch(y -> (image.getRGB(x, y) & 0xffffff) == rgb))
                .toArray();
    }
}
