package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Signature;
import dev.sluice.type.DataType.Atomic;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// `to_binary(s, format)` and `try_to_binary(s, format)`.
public final class ToBinary {

    private static final Signature SIGNATURE = Signature.parse("(STRING, STRING) -> BINARY");

    private static final Kernel OF_ANY = Kernels.rowsToBytes((row, out) -> {
        byte[] bytes = read(row.textAt(0), row.textAt(1));
        out.append(bytes, 0, bytes.length);
    });

    private static final Kernel OF_HEX = Kernels.rowsToBytes((row, out) -> {
        byte[] bytes = hex(row.textAt(0));
        out.append(bytes, 0, bytes.length);
    });

    public static final ScalarFunction FUNCTION = ScalarFunction.named("to_binary")
            .summary("Reads bytes by a format: hex, base64, utf-8 or utf8.")
            .example("hex(to_binary('abc', 'utf-8'))", "616263")
            .example("hex(to_binary('616'))", "0616")
            .example("to_binary(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> BINARY", OF_HEX)
            .overload(
                    "(STRING, STRING) -> BINARY",
                    arguments -> SIGNATURE
                            .match(Argument.types(arguments))
                            .map(match -> strictIfBase64(
                                    arguments,
                                    new Candidate(match.parameters(), match.result(), match.cost(), OF_ANY))))
            .build();

    public static final ScalarFunction TRY = ScalarFunction.named("try_to_binary")
            .summary("Reads bytes as to_binary does, and gives NULL for what is none.")
            .example("hex(try_to_binary('YWJj', 'base64'))", "616263")
            .example("try_to_binary('zz')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> BINARY", Tolerant.of(Atomic.BINARY, OF_HEX))
            .overload("(STRING, STRING) -> BINARY", Tolerant.of(Atomic.BINARY, OF_ANY))
            .build();

    private ToBinary() {}

    private static Candidate strictIfBase64(List<Argument> arguments, Candidate candidate) {
        boolean base64 = arguments.get(1).value() instanceof String format && format.equalsIgnoreCase("base64");
        return base64 ? candidate.with(Nullability.STRICT) : candidate;
    }

    private static byte[] read(String text, String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "hex" -> hex(text);
            case "base64" -> base64(text);
            case "utf-8", "utf8" -> text.getBytes(StandardCharsets.UTF_8);
            default -> throw malformed(text, format, new IllegalArgumentException("no format: " + format));
        };
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text.length() % 2 == 0 ? text : "0" + text);
        } catch (IllegalArgumentException e) {
            throw malformed(text, "HEX", e);
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed(text, "BASE64", e);
        }
    }

    private static SluiceException malformed(String text, String format, IllegalArgumentException cause) {
        return ErrorCondition.CONVERSION_INVALID_INPUT
                .error()
                .with("str", "'" + text + "'")
                .with("fmt", "'" + format + "'")
                .with("targetType", "\"BINARY\"")
                .with("suggestion", "`try_to_binary`")
                .cause(cause)
                .build();
    }
}
