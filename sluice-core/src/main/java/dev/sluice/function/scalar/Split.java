package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.CallContext;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Signature;
import dev.sluice.function.Utf8;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.ByteWords;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `split(s, pattern, limit)`: the parts of a text between the matches of a pattern.
///
/// Where the pattern is one plain ASCII character and the limit none, as it nearly always is, the parts are views into
/// the bytes of the text.
public final class Split {

    private static final int NOT_PLAIN = -1;
    private static final String SPECIAL = "\\[](){}.*+?^$|#";
    private static final DataType TEXTS = new DataType.Array(Atomic.STRING, false);

    private static final Memo<Pattern> PATTERNS = new Memo<>(regex -> Patterns.compile("split", regex));

    private static final String SIGNATURE = "(STRING, STRING, INT) -> ARRAY<STRING>";
    private static final Signature PARSED = Signature.parse(SIGNATURE);

    private static final Kernel GENERAL = Kernels.rowsTo(TEXTS, VectorBuilder.Lists.class, Split::byPattern);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("split")
            .summary(
                    "Splits a text at the matches of a regular expression, into at most so many parts if a limit is given.")
            .example("split('to be or', ' ')", "[to, be, or]")
            .example("split('oneAtwoBthreeC', '[ABC]')", "[one, two, three, ]")
            .example("split('oneAtwoBthreeC', '[ABC]', 2)", "[one, twoBthreeC]")
            .example("split('abc', '')", "[a, b, c]")
            .example("split(NULL, ' ')", null)
            .orElse(-1)
            .overload(SIGNATURE, Split::bind)
            .build();

    private Split() {}

    /// A signature can't say that the parts are never null.
    private static Optional<Candidate> bind(List<Argument> arguments) {
        return PARSED.assign(Argument.types(arguments))
                .map(match -> new Candidate(match.parameters(), TEXTS, match.cost(), Kernels.overFlat(Split::split)));
    }

    private static Vector split(Vector[] arguments, Selection rows, int size, CallContext context) {
        int separator = plainSeparator(arguments[1]);
        boolean unlimited = Columns.flat(arguments[2]) instanceof IntVector limit
                && (arguments[2] instanceof ConstantVector || size == 1)
                && limit.values()[0] <= 0
                && !limit.isNull(0);
        return separator != NOT_PLAIN && unlimited && !(arguments[0] instanceof ConstantVector)
                ? atByte((BytesVector) arguments[0], (byte) separator, rows, size)
                : GENERAL.apply(arguments, rows, size, context);
    }

    /// The one byte a constant pattern stands for, if it is that simple.
    private static int plainSeparator(Vector pattern) {
        if (!(pattern instanceof ConstantVector(BytesVector value, _)) || value.isNull(0)) return NOT_PLAIN;
        String regex = value.string(0);
        boolean escaped = regex.length() == 2 && regex.charAt(0) == '\\';
        if (regex.length() != 1 && !escaped) return NOT_PLAIN;
        char c = regex.charAt(regex.length() - 1);
        boolean plain = escaped ? !Character.isLetterOrDigit(c) : SPECIAL.indexOf(c) < 0;
        return plain && c < 0x80 ? c : NOT_PLAIN;
    }

    private static ArrayVector atByte(BytesVector texts, byte separator, Selection rows, int size) {
        int[] offsets = new int[size];
        int[] lengths = new int[size];
        boolean[] nulls = texts.nulls();
        byte[] bytes = texts.bytes();
        int[] partOffsets = new int[Math.max(16, rows.size() * 4)];
        int[] partLengths = new int[partOffsets.length];
        int parts = 0;
        long separators = ByteWords.repeated(separator);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            offsets[row] = parts;
            if (nulls != null && nulls[row]) continue;
            int start = texts.offsets()[row];
            int end = start + texts.lengths()[row];
            if (parts + end - start >= partOffsets.length) {
                int wider = Math.addExact(parts + end - start + 1, partOffsets.length);
                partOffsets = Arrays.copyOf(partOffsets, wider);
                partLengths = Arrays.copyOf(partLengths, wider);
            }
            int from = start;
            int at = start;
            for (; at + Long.BYTES <= end; at += Long.BYTES) {
                long found = ByteWords.allEqual(ByteWords.at(bytes, at), separators);
                for (; found != 0; found &= found - 1) {
                    int place = at + ByteWords.index(found);
                    partOffsets[parts] = from;
                    partLengths[parts++] = place - from;
                    from = place + 1;
                }
            }
            for (; at < end; at++) {
                if (bytes[at] != separator) continue;
                partOffsets[parts] = from;
                partLengths[parts++] = at - from;
                from = at + 1;
            }
            partOffsets[parts] = from;
            partLengths[parts++] = end - from;
            lengths[row] = parts - offsets[row];
        }
        return new ArrayVector(
                offsets, lengths, new BytesVector(bytes, partOffsets, partLengths, null, parts), nulls, size);
    }

    private static void byPattern(Row row, VectorBuilder.Lists out) {
        String regex = row.textAt(1);
        int limit = row.intAt(2) <= 0 ? -1 : row.intAt(2);
        if (regex.isEmpty() && row.bytes(0).lengths()[row.position(0)] > 0) {
            byCharacter(row, limit, (VectorBuilder.Bytes) out.elements());
        } else {
            var parts = (VectorBuilder.Bytes) out.elements();
            for (String part : PATTERNS.of(regex).split(row.textAt(0), limit)) parts.append(part);
        }
        out.endRow();
    }

    private static void byCharacter(Row row, int limit, VectorBuilder.Bytes parts) {
        BytesVector text = row.bytes(0);
        int at = text.offsets()[row.position(0)];
        int end = at + text.lengths()[row.position(0)];
        for (int count = 1; at < end; count++) {
            int next = count == limit ? end : Utf8.skip(text.bytes(), at, end, 1);
            parts.append(text.bytes(), at, next - at);
            at = next;
        }
    }
}
