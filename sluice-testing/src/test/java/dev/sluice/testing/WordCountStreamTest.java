package dev.sluice.testing;

import static dev.sluice.testing.StreamScript.row;

import dev.sluice.stream.OutputMode;

/// Scripts in their Java form.
class WordCountStreamTest {

    @StreamTest
    void wordsAreCountedOverAllInput(StreamScript stream) {
        stream.source("words", "value STRING").query(OutputMode.COMPLETE, """
                        SELECT word, count(*) AS n
                        FROM STREAM words LATERAL VIEW explode(split(value, ' ')) t AS word
                        GROUP BY word
                        """);

        stream.feed("words", row("a b a"), row("c"));
        stream.emits(row("a", 2), row("b", 1), row("c", 1));

        stream.restart();
        stream.feed("words", row("a"));
        stream.emits(row("a", 3), row("b", 1), row("c", 1));
    }

    @StreamTest
    void updateModeSaysOnlyWhatChanged(StreamScript stream) {
        stream.source("sales", "item STRING, price DECIMAL(5, 2)")
                .key("item")
                .query(OutputMode.UPDATE, "SELECT item, sum(price) AS total FROM STREAM sales GROUP BY item");

        stream.feed("sales", row("tea", "1.50"), row("jam", "2.00"));
        stream.emits(row("tea", "1.50"), row("jam", "2.00"));

        stream.feed("sales", row("tea", "0.25"), row(null, null));
        stream.emits(row("tea", "1.75"), row(null, null));
    }

    @StreamTest
    void appendModeCannotCount(StreamScript stream) {
        stream.source("words", "value STRING")
                .query(OutputMode.APPEND, "SELECT value, count(*) FROM STREAM words GROUP BY value");
        stream.refused("STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION");
    }

    @StreamTest
    void aQueryThatDividesByZeroFails(StreamScript stream) {
        stream.source("numbers", "n INT")
                .query(OutputMode.APPEND, "SELECT 10 / n AS q FROM STREAM numbers")
                .dependsOnCuts("what came before the zero is written only by an earlier micro-batch");
        stream.feed("numbers", row(4));
        stream.emits(row(2.5));
        stream.feed("numbers", row(0));
        stream.fails("DIVIDE_BY_ZERO");
    }
}
