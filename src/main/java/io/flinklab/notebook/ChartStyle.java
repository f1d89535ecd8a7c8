package io.flinklab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** One look for all charts: readable at a notebook's width, colours that colour-blind eyes tell. */
final class ChartStyle {
    static final int WIDTH = 860;
    static final int HEIGHT = 460;
    static final Color GREY = new Color(0x6e6e6e);
    static final BasicStroke SOLID = new BasicStroke(2.5f);
    static final BasicStroke DASHED =
            new BasicStroke(
                    1.5f,
                    BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_ROUND,
                    10f,
                    new float[] {6f, 5f},
                    0f);

    /** Okabe and Ito's palette without its yellow, which is too pale on white. */
    private static final Color[] PALETTE = {
        new Color(0x0072b2),
        new Color(0xe69f00),
        new Color(0x009e73),
        new Color(0xd55e00),
        new Color(0xcc79a7),
        new Color(0x56b4e9),
        Color.BLACK
    };

    private ChartStyle() {}

    static Color color(int series) {
        return PALETTE[series % PALETTE.length];
    }

    static void apply(AxesChartStyler styler, boolean legend) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xdddddd));
        styler.setSeriesColors(PALETTE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setDecimalPattern("#,##0.####");
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendVisible(legend);
    }
}
