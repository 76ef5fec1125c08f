package dev.sluice.recorder;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Console;

/// Questions that no test file can put, each printed with what Spark answers or throws.
final class Notebook {
    /// Something to try. Any outcome is an answer, so anything may be thrown.
    @FunctionalInterface
    interface Attempt {
        Object run() throws Throwable;
    }

    private final PrintStream out;

    Notebook(PrintStream out) {
        this.out = out;
    }

    void ask(String question, Attempt attempt) {
        out.println("### " + question);
        try {
            out.println(attempt.run());
        } catch (Throwable thrown) {
            SparkError error = SparkError.of(thrown);
            out.println("throws " + thrown.getClass().getName());
            out.println(error.condition() + " " + error.sqlState());
            error.messageLines().forEach(out::println);
        }
        out.println();
    }

    /// What Spark prints while the attempt runs. Threads started meanwhile, such as a query's, print there for ever.
    static String printedBy(Attempt attempt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        printingTo(bytes, attempt);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static Object printingTo(OutputStream bytes, Attempt attempt) {
        return Console.withOut(bytes, () -> {
            try {
                return attempt.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable thrown) {
                throw new IllegalStateException(thrown);
            }
        });
    }

    static String rows(Dataset<Row> dataset) {
        return dataset.schema().toDDL() + "\n" + String.join("\n", dataset.toJSON().collectAsList());
    }
}
