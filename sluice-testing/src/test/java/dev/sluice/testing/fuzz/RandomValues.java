package dev.sluice.testing.fuzz;

import dev.sluice.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Values of all types as text, by chance: ordinary ones, those near the ends of a type, and those that only look like
/// one.
final class RandomValues {

    private static final String[] WHOLE = {
        "0",
        "1",
        "-1",
        "127",
        "128",
        "-128",
        "-129",
        "255",
        "256",
        "32767",
        "32768",
        "-32769",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
        "-0"
    };
    private static final String[] FRACTIONS = {
        "0.0",
        "-0.0",
        "0.1",
        "1.0",
        "-1.5",
        "1e5",
        "1E-5",
        "1e400",
        "-1e400",
        "1e-400",
        "3.4028235e38",
        "3.5e38",
        "1.4e-45",
        "4.9e-324",
        "0.30000000000000004",
        "123456789.123456789",
        "99999999.995",
        "99999999.994",
        "12345678.905",
        "1.7976931348623157e308",
        "1234567890123456789012.5",
        "0.000000000000000000000000000000000000001",
        "1e10",
        "5e-1"
    };
    private static final String[] ODD_NUMBERS = {
        "NaN",
        "Infinity",
        "-Infinity",
        "+Infinity",
        "INF",
        "-INF",
        "+INF",
        "Inf",
        "-Inf",
        "nan",
        "+1",
        "007",
        "-01",
        ".5",
        "5.",
        "1e",
        "0x10",
        "1_000",
        "1,000.5",
        "1f",
        "1d",
        "--1",
        "1e+5",
        "٣",
        "1L",
        "0b1",
        "00",
        "-",
        "+",
        "-.5"
    };
    private static final String[] DATES = {
        "2020-02-29", "2021-02-29", "1970-01-01", "0001-01-01", "9999-12-31", "1582-10-10", "2020-1-2", "2020-01",
        "2020", "20200102", "+12020-01-01", "-0001-01-01", "2020-13-01", "2020-01-32", "2020-01-02T", "2020-01-02 x",
        " 2020-01-02 ", "02/01/2020", "10000-01-01", "18262", "-18262", "294247-01-10", "2020-01-02Z", "epoch"
    };
    private static final String[] TIMES = {
        "2020-01-02 03:04:05",
        "2020-01-02T03:04:05.123456Z",
        "2020-01-02T03:04:05.1234567",
        "2020-01-02 03:04:05+01:00",
        "2020-01-02 03:04:05 Europe/Berlin",
        "2020-01-02T03:04",
        "2020-01-02T03",
        "2020-01-02 24:00:00",
        "2020-01-02T",
        "2020-01-02T03:04:05GMT+01:00",
        "2020-01-02 3:4:5",
        "2020-01-02 03:04:60",
        "2020-03-29 02:30:00",
        "1900-01-01 00:00:00",
        "0001-01-01 00:00:00",
        "2020-01-02T03:04:05-0800",
        "2020-01-02T03:04:05UTC",
        "2020-01-02 03:04:05.",
        "2020-01-02T03:04:05.1+1:1",
        "2020-10-25 02:30:00",
        "2020-01-02 03:04:05 PST",
        "290000-12-21T19:59:05Z"
    };
    private static final String[] WORDS = {
        "",
        "a",
        "spark",
        " x ",
        "two words",
        "tab\there",
        "quote\"inside",
        "back\\slash",
        "sl/ash",
        "é",
        "日本",
        "😀",
        "a,b",
        "a;b",
        "a|b",
        "#c",
        "null",
        "NULL",
        "true",
        "True",
        "FALSE",
        "'q'",
        "\u0001",
        "\u007f",
        "\ufeff",
        "\u2028",
        "\u00a0",
        "//",
        "/*",
        "{}",
        "[1]",
        "\\N",
        "NA",
        "é\u0301",
        "\u0085",
        "-",
        "a\"",
        "\"a",
        "\"\"",
        "x\u0000y"
    };

    private final Dice dice;

    RandomValues(Dice dice) {
        this.dice = dice;
    }

    /// A text that mostly, but not always, is a value of the type.
    String of(DataType type) {
        if (dice.oneIn(12)) return any();
        return switch (type) {
            case DataType.Decimal _ -> dice.oneIn(3) ? whole() : fraction();
            case DataType.Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN -> dice.one("true", "false");
                    case BYTE -> dice.oneIn(4) ? whole() : String.valueOf((byte) dice.number());
                    case SHORT -> dice.oneIn(4) ? whole() : String.valueOf((short) dice.number());
                    case INT -> dice.oneIn(4) ? whole() : String.valueOf((int) dice.number());
                    case LONG -> whole();
                    case FLOAT, DOUBLE -> dice.oneIn(6) ? dice.one(ODD_NUMBERS) : fraction();
                    case DATE -> date();
                    case TIMESTAMP, TIMESTAMP_NTZ -> dice.oneIn(4) ? date() : time();
                    case BINARY -> Base64.getEncoder().encodeToString(word().getBytes(StandardCharsets.UTF_8));
                    case STRING, CALENDAR_INTERVAL, NULL -> word();
                };
            default -> any();
        };
    }

    String any() {
        return switch (dice.below(6)) {
            case 0 -> whole();
            case 1 -> fraction();
            case 2 -> dice.one(ODD_NUMBERS);
            case 3 -> date();
            case 4 -> time();
            default -> word();
        };
    }

    String whole() {
        return dice.oneIn(3) ? dice.one(WHOLE) : String.valueOf(dice.number());
    }

    String fraction() {
        return switch (dice.below(4)) {
            case 0 -> dice.one(FRACTIONS);
            case 1 -> whole();
            case 2 ->
                String.valueOf(Double.longBitsToDouble(dice.number() * 0x9E3779B97F4A7C15L))
                        .replace("NaN", "0.5")
                        .replace("Infinity", "7");
            default -> dice.below(100_000) + "." + dice.below(100_000);
        };
    }

    String oddNumber() {
        return dice.one(ODD_NUMBERS);
    }

    String date() {
        if (dice.oneIn(3)) return dice.one(DATES);
        return "%04d-%02d-%02d".formatted(1 + dice.below(9999), 1 + dice.below(12), 1 + dice.below(29));
    }

    String time() {
        if (dice.oneIn(3)) return dice.one(TIMES);
        String zone = dice.one("", "", "Z", "+01:00", "-07:30", " UTC", "+1");
        String fraction = dice.one("", ".5", ".123", ".123456");
        return "%s%s%02d:%02d:%02d%s%s"
                .formatted(date(), dice.one("T", " "), dice.below(24), dice.below(60), dice.below(60), fraction, zone);
    }

    String word() {
        String word = dice.one(WORDS);
        return dice.oneIn(4) ? word + dice.one(WORDS) : word;
    }
}
