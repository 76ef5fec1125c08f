package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.RowByRowKernel;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Vector;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where the initialization vectors come from that nobody gave: another for each row, and none that can be told without
/// the key, but the same when a micro-batch is run again.
///
/// ```text
/// HMAC-SHA256(key, where the task's chance begins, number of the row, text)
/// ```
///
/// So the same text is encrypted otherwise in each row, and should two rows have all else in common, their texts still
/// part them. Source of vectors made by a keyed function: NIST SP 800-38A, appendix C.
final class AesChance {

    private final long[] words;
    private long rows;

    private AesChance(long[] words) {
        this.words = words;
    }

    /// @param encrypting takes two more arguments than are given, numbers: the word and the number of the row
    static Kernel kernel(Kernel encrypting) {
        return new RowByRowKernel<>(
                (arguments, row, place, number, context) ->
                        new AesChance(Seed.words(-1, arguments, row, place, number, context)),
                (state, arguments, rows, size, context) -> {
                    long[] numbers = new long[size];
                    for (int i = 0; i < rows.size(); i++) numbers[rows.row(i)] = state.rows++;
                    long[][] places = new long[state.words.length + 1][];
                    for (int i = 0; i < state.words.length; i++) {
                        places[i] = new long[size];
                        Arrays.fill(places[i], state.words[i]);
                    }
                    places[state.words.length] = numbers;
                    Vector[] all = Arrays.copyOf(arguments, arguments.length + places.length);
                    for (int i = 0; i < places.length; i++) {
                        all[arguments.length + i] = new LongVector(places[i], null, size);
                    }
                    return encrypting.apply(all, rows, size, context);
                });
    }

    /// @param place the words and the number of the row
    static byte[] vector(byte[] key, long[] place, byte[] text, int length) {
        if (length == 0 || key.length == 0) return new byte[length];
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            ByteBuffer words = ByteBuffer.allocate(place.length * Long.BYTES);
            for (long word : place) words.putLong(word);
            mac.update(words.array());
            return Arrays.copyOf(mac.doFinal(text), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
