package dev.sluice.testing.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Damages a line: cuts, swaps, doubles and inserts bytes, among them ones that are no UTF-8.
final class Mutation {

    private static final byte[][] STRANGE = {
        {(byte) 0x80},
        {(byte) 0xC3},
        {(byte) 0xFF},
        {(byte) 0xC0, (byte) 0xAF},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xF0, (byte) 0x9F},
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {0},
        {1},
        {'\t'},
        {0x1F},
        {0x7F},
        {'\n'},
        {'\r'}
    };

    /// Spark works for hours at a decimal with such an exponent.
    private static final Pattern LARGE_EXPONENT = Pattern.compile("[eE][+-]?[0-9,]{5}");

    private final Dice dice;
    private final byte[] telling;

    /// @param telling the characters that mean something in the format
    Mutation(Dice dice, String telling) {
        this.dice = dice;
        this.telling = telling.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] of(byte[] line) {
        byte[] mutated = line;
        for (int times = 1 + dice.below(3); times > 0; times--) mutated = once(mutated);
        boolean endless = LARGE_EXPONENT
                .matcher(new String(mutated, StandardCharsets.ISO_8859_1))
                .find();
        return endless ? line : mutated;
    }

    private byte[] once(byte[] line) {
        if (line.length == 0) return telling(1);
        int at = dice.below(line.length);
        int to = Math.min(line.length, at + 1 + dice.below(dice.oneIn(4) ? 20 : 3));
        return switch (dice.below(7)) {
            case 0 -> Arrays.copyOf(line, at);
            case 1 -> joined(line, at, new byte[0], to);
            case 2 -> joined(line, to, Arrays.copyOfRange(line, at, to), to);
            case 3 -> joined(line, at, dice.one(STRANGE), dice.oneIn(2) ? at : at + 1);
            case 4, 5 -> joined(line, at, telling(1 + dice.below(2)), dice.oneIn(2) ? at : at + 1);
            default -> joined(line, at, Arrays.copyOfRange(line, dice.below(at + 1), at), at);
        };
    }

    private byte[] telling(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = telling[dice.below(telling.length)];
        return bytes;
    }

    private static byte[] joined(byte[] line, int until, byte[] between, int from) {
        var out = new ByteArrayOutputStream();
        out.write(line, 0, until);
        out.writeBytes(between);
        out.write(line, from, line.length - from);
        return out.toByteArray();
    }
}
