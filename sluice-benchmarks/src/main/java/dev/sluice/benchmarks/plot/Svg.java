package dev.sluice.benchmarks.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A drawing that is written from back to front. Lengths are in pixels, from the top left corner.
public final class Svg {

    private final List<String> elements = new ArrayList<>();

    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    public record Place(double x, double y) {}

    public void text(Place at, Anchor anchor, String colour, String text) {
        elements.add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                at.x,
                at.y,
                anchor.name().toLowerCase(Locale.ROOT),
                colour,
                text));
    }

    public void line(String colour, Place from, Place to) {
        line(colour, List.of(from, to));
    }

    public void line(String colour, List<Place> places) {
        var path = new StringBuilder();
        for (Place place : places) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", place.x, place.y));
        }
        elements.add(String.format("<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>", path, colour));
    }

    public void dot(String colour, Place at) {
        elements.add(String.format(
                Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", at.x, at.y, colour));
    }

    public void bar(String colour, Place corner, double width, double height) {
        elements.add(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                corner.x,
                corner.y,
                width,
                height,
                colour));
    }

    /// The drawing on a white ground.
    public String of(int width, int height) {
        String start = String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                width,
                height);
        return start + String.join("\n", elements) + "\n</svg>\n";
    }

    /// With three digits that count, and none in vain.
    public static String number(double value) {
        if (value == 0) return "0";
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
