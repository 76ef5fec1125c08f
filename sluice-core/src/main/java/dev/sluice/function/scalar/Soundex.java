package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.nio.charset.StandardCharsets;

/// `soundex(s)`: how an English word sounds, as a letter and three digits.
public final class Soundex {

    /// The digit of each letter; 0 for vowels, 7 for H and W, which do not part letters that sound alike.
    private static final byte[] DIGITS = "01230127022455012623017202".getBytes(StandardCharsets.US_ASCII);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("soundex")
            .summary("Gives the Soundex code of a word; what does not begin with a Latin letter stays as it is.")
            .example("soundex('Miller')", "M460")
            .example("soundex('123')", "123")
            .example("soundex(NULL)", null)
            .exact()
            .overload("(STRING) -> STRING", Kernels.rowsToText((row, out) -> {
                byte[] word = row.copyAt(0);
                byte[] code = word.length > 0 && isLetter(word[0]) ? code(word) : word;
                out.append(code, 0, code.length);
            }))
            .build();

    private Soundex() {}

    private static byte[] code(byte[] word) {
        byte[] code = {(byte) (word[0] & ~0x20), '0', '0', '0'};
        byte last = digit(word[0]);
        int found = 1;
        for (int i = 1; i < word.length && found < code.length; i++) {
            byte digit = isLetter(word[i]) ? digit(word[i]) : (byte) '0';
            if (digit == '7') continue;
            if (digit != '0' && digit != last) code[found++] = digit;
            last = digit;
        }
        return code;
    }

    private static byte digit(byte letter) {
        return DIGITS[(letter & ~0x20) - 'A'];
    }

    private static boolean isLetter(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }
}
