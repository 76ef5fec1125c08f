package dev.sluice.examples;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Keeps what is printed, and lets a test wait for it.
final class Screen extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int character) {
        bytes.write(character);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] characters, int offset, int length) {
        bytes.write(characters, offset, length);
        notifyAll();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    synchronized void await(Predicate<String> wanted) throws InterruptedException {
        while (!wanted.test(text())) wait();
    }

    /// Waits until a micro-batch has been shown as a whole.
    void awaitBatch(int number) throws InterruptedException {
        await(text -> text.contains("\nBatch: " + number + "\n") && text.endsWith("+\n\n"));
    }

    /// The text with the rows of each table in order: the order in which groups come is not promised.
    static String sortedTables(String text) {
        var lines = new ArrayList<String>();
        List<String> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            boolean isRow = line.startsWith("|");
            if (isRow) rows.add(line);
            if (!isRow) {
                rows.stream().sorted().forEach(lines::add);
                rows.clear();
                lines.add(line);
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
