package dev.sluice.benchmarks.comparison;

/// A part of a page that a command writes, between marks; what stands around it is written by hand.
public enum MarkedSection {
    ENGINES("benchmarks/run"),
    STEADY("bench compare section=steady"),
    NEXMARK("bench compare section=nexmark"),
    KAFKA("bench compare section=kafka"),
    THROUGHPUT("bench compare section=throughput"),
    GROWTH("bench growth");

    private static final String END = "<!-- to here -->";

    private final String begin;

    MarkedSection(String writer) {
        begin = "<!-- " + writer + " writes from here -->";
    }

    /// The page with the section in the place of the last one, or behind everything.
    public String in(String page, String section) {
        String marked = begin + "\n\n" + section + "\n" + END + "\n";
        int from = page.indexOf(begin);
        int end = page.indexOf(END, Math.max(0, from));
        if (from < 0 || end < from) return page.isEmpty() ? marked : page.stripTrailing() + "\n\n" + marked;
        return page.substring(0, from)
                + marked
                + page.substring(end + END.length()).replaceFirst("^\n", "");
    }
}
