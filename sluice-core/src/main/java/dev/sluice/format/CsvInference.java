package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the columns that lines of CSV have, as Spark does: takes lines and makes no rows.
///
/// The first line of all says how many columns there are and, if it is a header, their names; otherwise they are `_c0`,
/// `_c1`, …. Their types are STRING, unless types are to be inferred.
public final class CsvInference {

    private final CsvSettings settings;
    private final CsvScanner csv;
    private List<String> names = List.of();
    private final List<CsvShape> shapes = new ArrayList<>();

    public CsvInference(CsvSettings settings) {
        this.settings = settings;
        csv = new CsvScanner(settings);
    }

    /// Takes the lines of one file, or of a piece.
    public LineParser parser(boolean atFileStart) {
        return new Lines(atFileStart);
    }

    /// Whether more lines could tell more.
    public boolean isDone() {
        return !settings.inferSchema() && !names.isEmpty();
    }

    /// The columns; none if there was no line.
    ///
    /// @throws dev.sluice.error.SluiceException if two have the same name, case ignored
    public DataType.Struct schema() {
        var fields = new ArrayList<Field>();
        var distinct = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!distinct.add(name.toLowerCase(Locale.ROOT))) {
                throw ErrorCondition.COLUMN_ALREADY_EXISTS
                        .error()
                        .with("columnName", Field.quote(name.toLowerCase(Locale.ROOT)))
                        .build();
            }
            fields.add(Field.of(name, settings.inferSchema() ? shapes.get(i).type() : Atomic.STRING));
        }
        return new DataType.Struct(fields);
    }

    /// The struct that a text says.
    ///
    /// @param settings [CsvSettings#forColumns]
    public static DataType.Struct typeOf(byte[] text, CsvSettings settings) {
        var inference = new CsvInference(settings);
        inference.parser(false).line(text, 0, text.length);
        return inference.schema();
    }

    /// The values of the line that was scanned last; what is null is empty.
    static List<String> texts(CsvScanner csv, int count) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(csv.isNull(i) ? "" : text(csv, i));
        }
        return texts;
    }

    private static String text(CsvScanner csv, int i) {
        return new String(csv.source(i), csv.start(i), csv.end(i) - csv.start(i), StandardCharsets.UTF_8);
    }

    private void begin(int count) {
        names = settings.header() ? named(texts(csv, count)) : numbered(count);
        for (int i = 0; i < count; i++) shapes.add(new CsvShape(settings));
    }

    private static List<String> numbered(int count) {
        var numbered = new ArrayList<String>();
        for (int i = 0; i < count; i++) numbered.add("_c" + i);
        return numbered;
    }

    /// The header's names; where there is none, or there are several of one name, the column's number helps.
    private static List<String> named(List<String> header) {
        Map<String, Integer> counts = new HashMap<>();
        header.forEach(name -> counts.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum));
        var named = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isEmpty()) {
                named.add("_c" + i);
            } else {
                int same = Optional.ofNullable(counts.get(name.toLowerCase(Locale.ROOT)))
                        .orElse(1);
                named.add(same > 1 ? name + i : name);
            }
        }
        return named;
    }

    private final class Lines implements LineParser {
        private boolean headerAhead;

        Lines(boolean atFileStart) {
            headerAhead = atFileStart && settings.header();
        }

        @Override
        public void line(byte[] block, int from, int to) {
            if (isDone() || csv.isSkipped(block, from, to)) return;
            observe(csv.scan(block, from, to));
        }

        @Override
        public int record(byte[] file, int from, int to) {
            if (isDone()) return to;
            int count = csv.scanRecord(file, from, to, CsvCursor.returnsAlone(file));
            if (count > 0) observe(count);
            return csv.behind();
        }

        private void observe(int count) {
            if (names.isEmpty()) begin(count);
            boolean header = headerAhead;
            headerAhead = false;
            if (header || !settings.inferSchema()) return;
            for (int i = 0; i < Math.min(count, shapes.size()); i++) {
                if (!csv.isNull(i)) shapes.get(i).add(text(csv, i));
            }
        }

        @Override
        public int rowCount() {
            return 0;
        }

        @Override
        public Chunk take() {
            return Chunk.of(0);
        }

        @Override
        public boolean keepsBlocks() {
            return false;
        }
    }
}
