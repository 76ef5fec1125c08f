package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Makes a value of each JSON text, as `from_json` does: a struct of an object, an array of a list, a map of an object.
///
/// Values are made by the columns that read lines of files ([JsonLineParser]). Otherwise than there a text is always
/// one value: a list is no struct; and an empty one is null. What follows the first value of a text is passed over.
public final class JsonValueParser implements ValueParser {

    private final JsonScanner json;
    private final Root root;

    /// @param type a struct, an array or a map, whose maps have keys of text
    public JsonValueParser(DataType type, JsonSettings settings) {
        json = new JsonScanner(settings);
        root = type instanceof DataType.Struct struct
                ? new ObjectRoot(struct, settings)
                : new ListRoot(type, JsonColumn.of(type, settings), settings.mode());
    }

    @Override
    public void add(byte[] block, int from, int to) {
        json.reset(block, to);
        int at = json.skipSpace(from);
        if (at == to) {
            root.addNull();
        } else {
            root.add(json, at, from, to);
        }
    }

    @Override
    public void addNull() {
        root.addNull();
    }

    @Override
    public Vector build(byte[] block) {
        return root.build(block);
    }

    private abstract static sealed class Root {

        /// @param at where the value begins
        /// @param from where the text begins
        abstract void add(JsonScanner json, int at, int from, int to);

        abstract void addNull();

        abstract Vector build(byte[] block);
    }

    private static final class ObjectRoot extends Root {

        private final DataType.Struct struct;
        private final ParseMode mode;
        private final JsonFields fields;
        private final int corruptAt;
        private final @Nullable ByteViews corrupt;
        private final NullRows nulls = new NullRows();
        private int size;

        ObjectRoot(DataType.Struct struct, JsonSettings settings) {
            this.struct = struct;
            mode = settings.mode();
            corruptAt = struct.names().indexOf(settings.corruptColumn());
            corrupt = corruptAt < 0 ? null : new ByteViews();
            var data = new ArrayList<Field>(struct.fields());
            if (corruptAt >= 0) data.remove(corruptAt);
            fields = new JsonFields(new DataType.Struct(data), settings);
        }

        @Override
        void add(JsonScanner json, int at, int from, int to) {
            byte first = json.at(at);
            if (first == '{' && fields.scan(json, at) != JsonScanner.MALFORMED) {
                added(json, fields.add(json), from, to);
                return;
            }
            if (first == '[' && mode == ParseMode.FAILFAST) throw listAsStruct(json.bytes(), from, to);
            fields.addNulls();
            added(json, false, from, to);
        }

        private void added(JsonScanner json, boolean fit, int from, int to) {
            size++;
            if (corrupt != null) {
                if (fit) {
                    corrupt.appendNull();
                } else {
                    corrupt.view(from, to);
                }
            }
            if (!fit && mode == ParseMode.FAILFAST) throw malformed(build(json.bytes()), struct);
        }

        @Override
        void addNull() {
            nulls.add(size++);
            fields.addNulls();
            if (corrupt != null) corrupt.appendNull();
        }

        @Override
        Vector build(byte[] block) {
            Vector between = corrupt == null ? null : corrupt.build(block);
            var built = new StructVector(fields.build(block, corruptAt, between), nulls.take(size), size);
            size = 0;
            return built;
        }

        private static SluiceException listAsStruct(byte[] block, int from, int to) {
            return ErrorCondition.JSON_LIST_AS_STRUCT
                    .error()
                    .with("badRecord", new String(block, from, to - from, StandardCharsets.UTF_8))
                    .build();
        }

        private static SluiceException malformed(Vector values, DataType type) {
            var text = new StringBuilder();
            RecordText.append(text, values, values.size() - 1, type);
            return ErrorCondition.MALFORMED_RECORD
                    .error()
                    .with("badRecord", text)
                    .build();
        }
    }

    private static final class ListRoot extends Root {

        private final DataType type;
        private final JsonColumn column;
        private final ParseMode mode;

        ListRoot(DataType type, JsonColumn column, ParseMode mode) {
            this.type = type;
            this.column = column;
            this.mode = mode;
        }

        @Override
        void add(JsonScanner json, int at, int from, int to) {
            int end = json.skipValue(at);
            int taken = end == JsonScanner.MALFORMED ? JsonColumn.NOT_TAKEN : take(json, at, end);
            if (taken == JsonColumn.NOT_TAKEN) column.addNull();
            if (taken == JsonColumn.TAKEN || mode != ParseMode.FAILFAST) return;
            Vector values = column.build(json.bytes());
            var whole = new StructVector(new Vector[] {values}, null, values.size());
            throw ObjectRoot.malformed(whole, DataType.Struct.of(Field.of("value", type)));
        }

        /// Of structs an array may have only one, which stands without brackets. The word null is no list.
        private int take(JsonScanner json, int at, int end) {
            return switch (json.at(at)) {
                case 'n' -> JsonColumn.NOT_TAKEN;
                case '{' ->
                    column instanceof JsonLists.ArrayColumn array
                            ? array.addOnly(json, at, end)
                            : column.add(json, at, end, false);
                default -> column.add(json, at, end, json.escaped());
            };
        }

        @Override
        void addNull() {
            column.addNull();
        }

        @Override
        Vector build(byte[] block) {
            return column.build(block);
        }
    }
}
