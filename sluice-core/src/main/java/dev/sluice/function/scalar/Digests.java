package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.VectorBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Computes digests of bytes, in hexadecimal digits.
final class Digests {

    private Digests() {}

    /// @param algorithm the JDK's name of it
    static Kernel kernel(String algorithm) {
        return Kernels.rowsToText((row, out) -> append(algorithm, row, out));
    }

    static void append(String algorithm, Row row, VectorBuilder.Bytes out) {
        BytesVector value = row.bytes(0);
        MessageDigest digest = digest(algorithm);
        digest.update(value.bytes(), value.offsets()[row.position(0)], value.lengths()[row.position(0)]);
        out.append(HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
