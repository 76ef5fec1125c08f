package dev.sluice.parquet;

import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.VectorBuilder.Lists;
import dev.sluice.vector.VectorBuilder.Maps;
import dev.sluice.vector.VectorBuilder.Structs;
import java.util.Arrays;
import java.util.Objects;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/// Puts values together out of the levels that Parquet's leaves have: how much of the way down is there (definition),
/// and at which list a value goes on (repetition).
///
/// ```text
/// list [1, null], null, []     levels of the leaf, as repetition/definition: 0/3 1/2, 0/0, 0/1
/// ```
abstract sealed class ColumnAssembly {

    private ColumnAssembly() {}

    /// Appends the next value, null included.
    abstract void read(VectorBuilder out);

    /// Steps over the place that leaves keep where a value above them is null, or a list empty.
    abstract void passOver();

    /// A leaf whose levels tell whether what is above it is there.
    abstract ColumnReader witness();

    /// `definition` is that of a value that is not null.
    static final class Leaf extends ColumnAssembly {
        private final Levels levels;
        private final ColumnReader reader;
        private final int definition;
        private final LeafValue value;

        Leaf(Levels levels, int definition, LeafValue value) {
            this.levels = levels;
            reader = levels.reader();
            this.definition = definition;
            this.value = value;
        }

        @Override
        void read(VectorBuilder out) {
            if (reader.getCurrentDefinitionLevel() == definition) {
                value.append(reader, out);
            } else {
                out.appendNull();
            }
            levels.advance();
        }

        @Override
        void passOver() {
            levels.advance();
        }

        @Override
        ColumnReader witness() {
            return reader;
        }
    }

    /// A leaf that is read for its levels alone: `repetition` is that of what it stands for.
    static final class Unread extends ColumnAssembly {
        private final Levels levels;
        private final int repetition;

        Unread(Levels levels, int repetition) {
            this.levels = levels;
            this.repetition = repetition;
        }

        @Override
        void read(VectorBuilder out) {
            passOver();
        }

        @Override
        void passOver() {
            do {
                levels.advance();
            } while (witness().getCurrentRepetitionLevel() > repetition);
        }

        @Override
        ColumnReader witness() {
            return levels.reader();
        }
    }

    static final class Struct extends ColumnAssembly {
        private final @Nullable ColumnAssembly[] fields;
        private final ColumnAssembly first;
        private final boolean hasNone;
        private final int definition;

        /// @param fields null where the file has none
        /// @param first one of them, or what tells whether the struct is there if the file has none
        Struct(@Nullable ColumnAssembly[] fields, ColumnAssembly first, int definition) {
            this.fields = fields;
            this.first = first;
            this.definition = definition;
            hasNone = Arrays.stream(fields).allMatch(Objects::isNull);
        }

        @Override
        void read(VectorBuilder out) {
            if (witness().getCurrentDefinitionLevel() < definition) {
                passOver();
                out.appendNull();
                return;
            }
            var struct = (Structs) out;
            for (int i = 0; i < fields.length; i++) {
                ColumnAssembly field = fields[i];
                if (field == null) {
                    struct.field(i).appendNull();
                } else {
                    field.read(struct.field(i));
                }
            }
            if (hasNone) first.passOver();
            struct.endRow();
        }

        @Override
        void passOver() {
            for (ColumnAssembly field : fields) {
                if (field != null) field.passOver();
            }
            if (hasNone) first.passOver();
        }

        @Override
        ColumnReader witness() {
            return first.witness();
        }
    }

    /// `definition` is that of a list that is not null, and `elementDefinition` of one that is not empty.
    static final class Array extends ColumnAssembly {
        private final ColumnAssembly element;
        private final int definition;
        private final int elementDefinition;
        private final int repetition;

        Array(ColumnAssembly element, int definition, int elementDefinition, int repetition) {
            this.element = element;
            this.definition = definition;
            this.elementDefinition = elementDefinition;
            this.repetition = repetition;
        }

        @Override
        void read(VectorBuilder out) {
            ColumnReader levels = witness();
            int level = levels.getCurrentDefinitionLevel();
            if (level < elementDefinition) {
                passOver();
                if (level < definition) {
                    out.appendNull();
                } else {
                    ((Lists) out).endRow();
                }
                return;
            }
            var list = (Lists) out;
            do {
                element.read(list.elements());
            } while (levels.getCurrentRepetitionLevel() == repetition);
            list.endRow();
        }

        @Override
        void passOver() {
            element.passOver();
        }

        @Override
        ColumnReader witness() {
            return element.witness();
        }
    }

    static final class Map extends ColumnAssembly {
        private final ColumnAssembly key;
        private final ColumnAssembly value;
        private final int definition;
        private final int entryDefinition;
        private final int repetition;

        Map(ColumnAssembly key, ColumnAssembly value, int definition, int entryDefinition, int repetition) {
            this.key = key;
            this.value = value;
            this.definition = definition;
            this.entryDefinition = entryDefinition;
            this.repetition = repetition;
        }

        @Override
        void read(VectorBuilder out) {
            ColumnReader levels = witness();
            int level = levels.getCurrentDefinitionLevel();
            if (level < entryDefinition) {
                passOver();
                if (level < definition) {
                    out.appendNull();
                } else {
                    ((Maps) out).endRow();
                }
                return;
            }
            var map = (Maps) out;
            do {
                key.read(map.keys());
                value.read(map.values());
            } while (levels.getCurrentRepetitionLevel() == repetition);
            map.endRow();
        }

        @Override
        void passOver() {
            key.passOver();
            value.passOver();
        }

        @Override
        ColumnReader witness() {
            return key.witness();
        }
    }
}
