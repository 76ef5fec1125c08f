package dev.sluice.benchmarks.nexmark;

import dev.sluice.vector.BytesVector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Texts made once, of which rows take whole ones or parts: making a row copies no letter.
final class Texts {

    /// Letters without meaning, to fill rows up to their size.
    static final Texts LETTERS;

    private static final int LETTER_COUNT = 1 << 16;
    private static final long SEED = 20_020_820;

    static {
        LETTERS = letters();
    }

    private final byte[] bytes;
    private final int[] offsets;
    private final int[] lengths;

    private Texts(byte[] bytes, int[] offsets, int[] lengths) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    static Texts of(List<String> texts) {
        var bytes = new ByteArrayOutputStream();
        int[] offsets = new int[texts.size()];
        int[] lengths = new int[texts.size()];
        for (int i = 0; i < offsets.length; i++) {
            byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
            offsets[i] = bytes.size();
            lengths[i] = text.length;
            bytes.writeBytes(text);
        }
        return new Texts(bytes.toByteArray(), offsets, lengths);
    }

    private static Texts letters() {
        var chance = new Chance(SEED);
        chance.begin(0);
        byte[] bytes = new byte[LETTER_COUNT];
        for (int i = 0; i < LETTER_COUNT; i++) bytes[i] = (byte) ('a' + chance.below(26));
        return new Texts(bytes, new int[] {0}, new int[] {LETTER_COUNT});
    }

    /// A column of which each row is one of these texts, or a part of the only one.
    Column column(int capacity) {
        return new Column(capacity);
    }

    /// A column that is being filled.
    final class Column {

        private final int[] from;
        private final int[] length;
        private int size;

        private Column(int capacity) {
            from = new int[capacity];
            length = new int[capacity];
        }

        void any(Chance chance) {
            add(chance.below(offsets.length));
        }

        void add(int text) {
            from[size] = offsets[text];
            length[size++] = lengths[text];
        }

        /// Adds a part of the letters, as long as about what is said.
        void part(Chance chance, int about) {
            int letters = about - about / 5 + chance.below(about / 5 * 2 + 1);
            from[size] = chance.below(bytes.length - letters);
            length[size++] = letters;
        }

        BytesVector build() {
            return new BytesVector(bytes, from, length, null, size);
        }
    }
}
