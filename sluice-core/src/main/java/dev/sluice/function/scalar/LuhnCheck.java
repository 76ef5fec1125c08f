package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `luhn_check(s)`: the check digit of credit cards.
public final class LuhnCheck {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("luhn_check")
            .summary("Tells whether digits are in order by the Luhn algorithm, as those of credit cards are.")
            .example("luhn_check('79927398713')", true)
            .example("luhn_check('79927398714')", false)
            .example("luhn_check(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> BOOLEAN", Kernels.rowsToBoolean((row, out) -> out.append(isInOrder(row.textAt(0)))))
            .build();

    private LuhnCheck() {}

    private static boolean isInOrder(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            char character = digits.charAt(digits.length() - 1 - i);
            if (!Character.isDigit(character)) return false;
            int digit = Character.digit(character, 10) << (i & 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return !digits.isEmpty() && sum % 10 == 0;
    }
}
