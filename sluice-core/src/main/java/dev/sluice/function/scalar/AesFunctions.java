package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Signature;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `aes_encrypt(text, key, mode, padding, iv, aad)`, `aes_decrypt(bytes, key, mode, padding, aad)` and
/// `try_aes_decrypt`.
public final class AesFunctions {

    private static final String FORMS =
            " Modes are GCM, which is usual, CBC and ECB; the key has 16, 24 or 32 bytes; CBC and ECB are padded (PKCS). "
                    + "A key in the text of a query is kept with it, in the log of a stream's checkpoint too, and seen in errors.";

    private static final String ENCRYPTION = "(BINARY, BINARY, STRING, STRING, BINARY, BINARY) -> BINARY";
    private static final Signature SIGNATURE = Signature.parse(ENCRYPTION);

    private static final Kernel GIVEN = Kernels.rowsToBytes((row, out) -> encrypt(row, out));
    private static final Kernel BY_CHANCE = AesChance.kernel(
            Kernels.rowsToBytes((row, out) -> encrypt(row, out, row.longAt(6), row.longAt(7), row.longAt(8))));

    public static final ScalarFunction DECRYPT = ScalarFunction.named("aes_decrypt")
            .summary("Decrypts what aes_encrypt made, with the key, mode and additional data that it had." + FORMS)
            .example(
                    "CAST(aes_decrypt(aes_encrypt('Spark', '0000111122223333'), '0000111122223333') AS STRING)",
                    "Spark")
            .example("aes_decrypt(NULL, '0000111122223333')", null)
            .overload("(BINARY, BINARY, STRING, STRING, BINARY) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                byte[] text = Aes.of(row.textAt(2), row.textAt(3)).decrypt(row.copyAt(0), row.copyAt(1), row.copyAt(4));
                out.append(text, 0, text.length);
            }))
            .orElse("GCM")
            .orElse("DEFAULT")
            .orElse("")
            .nullability(Nullability.ALWAYS)
            .build();

    public static final ScalarFunction ENCRYPT = ScalarFunction.named("aes_encrypt")
            .summary("Encrypts bytes by AES." + FORMS
                    + " GCM and CBC begin with an initialization vector, of 12 or 16 bytes, which is made by chance unless it "
                    + "is given; so the same text is encrypted otherwise in each row, and the same when a micro-batch is run again. GCM "
                    + "also authenticates additional data.")
            .example("hex(aes_encrypt('Spark', '0000111122223333', 'ECB'))", "348FF37EBDE05B7880BA339068FBDA5E")
            .example("aes_encrypt(NULL, '0000111122223333')", null)
            .overload(ENCRYPTION, AesFunctions::bindEncrypt)
            .orElse("GCM")
            .orElse("DEFAULT")
            .orElse("")
            .orElse("")
            .notFoldable()
            .nullability(Nullability.ALWAYS)
            .build();

    public static final ScalarFunction TRY_DECRYPT = ScalarFunction.named("try_aes_decrypt")
            .summary("Decrypts what aes_encrypt made, and gives NULL for what can't be decrypted." + FORMS)
            .example("try_aes_decrypt('x', '0000111122223333')", null)
            .example("CAST(try_aes_decrypt(aes_encrypt('a', '0000111122223333'), '0000111122223333') AS STRING)", "a")
            .overload("(BINARY, BINARY, STRING, STRING, BINARY) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                byte[] text = Aes.tryDecrypt(row.copyAt(0), row.copyAt(1), row.textAt(2), row.textAt(3), row.copyAt(4));
                if (text == null) {
                    out.appendNull();
                } else {
                    out.append(text, 0, text.length);
                }
            }))
            .orElse("GCM")
            .orElse("DEFAULT")
            .orElse("")
            .nullability(Nullability.ALWAYS)
            .build();

    private AesFunctions() {}

    private static void encrypt(Row row, VectorBuilder.Bytes out, long... place) {
        byte[] bytes = Aes.of(row.textAt(2), row.textAt(3))
                .encrypt(row.copyAt(0), row.copyAt(1), row.copyAt(4), row.copyAt(5), place);
        out.append(bytes, 0, bytes.length);
    }

    /// Where a vector is surely given, or none is wanted, chance has no part.
    private static Optional<Candidate> bindEncrypt(List<Argument> arguments) {
        return SIGNATURE.assign(Argument.types(arguments)).map(match -> {
            boolean given = isText(arguments.get(4)) || isEcb(arguments.get(2), arguments.get(3));
            return new Candidate(match.parameters(), match.result(), match.cost(), given ? GIVEN : BY_CHANCE);
        });
    }

    private static boolean isText(Argument vector) {
        return vector.value() instanceof String said && !said.isEmpty()
                || vector.value() instanceof byte[] bytes && bytes.length > 0;
    }

    private static boolean isEcb(Argument mode, Argument padding) {
        return mode.value() instanceof String said
                && padding.value() instanceof String
                && said.equalsIgnoreCase(Aes.ECB.name());
    }
}
