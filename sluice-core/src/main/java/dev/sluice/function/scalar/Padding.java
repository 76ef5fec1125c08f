package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;

/// Fills a text up to a length, or cuts it there.
final class Padding {

    private Padding() {}

    /// @param atEnd whether what is missing is put behind the text, not before it
    static Kernel text(boolean atEnd) {
        return Kernels.rowsToText((row, out) -> {
            int wanted = Math.max(0, row.intAt(1));
            String text = row.textAt(0);
            int count = text.codePointCount(0, text.length());
            String pad = row.textAt(2);
            if (count >= wanted) {
                out.append(text.substring(0, text.offsetByCodePoints(0, wanted)));
            } else if (pad.isEmpty()) {
                out.append(text);
            } else {
                String filling = filling(pad, wanted - count);
                out.append(atEnd ? text + filling : filling + text);
            }
        });
    }

    static Kernel binary(boolean atEnd) {
        return Kernels.rowsToBytes((row, out) -> {
            byte[] bytes = row.copyAt(0);
            byte[] pad = row.copyAt(2);
            int wanted = Math.max(0, row.intAt(1));
            int missing = pad.length == 0 ? 0 : Math.max(0, wanted - bytes.length);
            int kept = Math.min(bytes.length, wanted);
            byte[] filled = new byte[kept + missing];
            System.arraycopy(bytes, 0, filled, atEnd ? 0 : missing, kept);
            for (int i = 0; i < missing; i++) filled[(atEnd ? kept : 0) + i] = pad[i % pad.length];
            out.append(filled, 0, filled.length);
        });
    }

    private static String filling(String pad, int characters) {
        int[] each = pad.codePoints().toArray();
        var filling = new StringBuilder();
        for (int i = 0; i < characters; i++) filling.appendCodePoint(each[i % each.length]);
        return filling.toString();
    }
}
