package dev.sluice.recorder;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/// Reads files as the `.read` files beside them say, and writes the rows into `.rows` files: for `FuzzedReadsTest` of
/// sluice-testing, which says what they look like.
final class FileReads {
    private final SparkSession spark;

    FileReads(SparkSession spark) {
        this.spark = spark;
        spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    }

    void record(Path directory) throws IOException {
        List<Path> reads;
        try (Stream<Path> found = Files.list(directory)) {
            reads = found.filter(path -> path.toString().endsWith(".read")).sorted().toList();
        }
        for (Path read : reads) {
            String name = read.toString().replaceAll("\\.read$", "");
            Files.write(Path.of(name + ".rows"), answer(Files.readAllLines(read), name + ".data"));
        }
        System.out.println(reads.size() + " files read");
    }

    private List<String> answer(List<String> said, String data) {
        List<String> answer = new ArrayList<>();
        try {
            DataFrameReader reader = spark.read();
            for (String line : said) {
                String[] words = line.split(" ", 3);
                switch (words[0]) {
                    case "format" -> reader.format(words[1]);
                    case "schema" -> reader.schema(line.substring("schema ".length()));
                    case "option" -> reader.option(words[1], unquoted(words[2]));
                    default -> throw new IllegalArgumentException(line);
                }
            }
            Dataset<Row> frame = reader.load(data);
            answer.add(frame.schema().toDDL().replace("\n", "\\n"));
            for (Iterator<Row> rows = frame.toLocalIterator(); rows.hasNext(); ) answer.add(text(rows.next()));
            return answer;
        } catch (Exception e) {
            return List.of("error " + SparkError.of(e).condition());
        }
    }

    private static String unquoted(String json) {
        return json.substring(1, json.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static String text(Row row) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) out.append(" | ");
            append(out, row.get(i));
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof String text) {
            quoted(out, text);
        } else if (value instanceof Double number) {
            out.append(String.format("0x%016x", Double.doubleToLongBits(number)));
        } else if (value instanceof Float number) {
            out.append(String.format("0x%08x", Float.floatToIntBits(number)));
        } else if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else if (value instanceof byte[] bytes) {
            out.append('x').append(HexFormat.of().formatHex(bytes));
        } else if (value instanceof LocalDate date) {
            out.append('@').append(date.toEpochDay());
        } else if (value instanceof Instant at) {
            out.append('@').append(micros(at));
        } else if (value instanceof LocalDateTime at) {
            out.append('@').append(micros(at.toInstant(ZoneOffset.UTC)));
        } else if (value instanceof Row row) {
            items(out, "{", CollectionConverters.asJava(row.toSeq()), "}");
        } else if (value instanceof scala.collection.Map<?, ?> map) {
            out.append('<');
            CollectionConverters.asJava(map).forEach((key, each) -> {
                append(out, key);
                out.append(' ');
                append(out, each);
                out.append(' ');
            });
            out.append('>');
        } else if (value instanceof scala.collection.Seq<?> seq) {
            items(out, "[", CollectionConverters.asJava(seq), "]");
        } else {
            out.append(value);
        }
    }

    private static void items(StringBuilder out, String open, Iterable<?> items, String close) {
        out.append(open);
        boolean first = true;
        for (Object item : items) {
            if (!first) out.append(", ");
            first = false;
            append(out, item);
        }
        out.append(close);
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    private static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        out.append('"');
    }
}
