package dev.sluice.api;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.Interval;
import dev.sluice.stream.TimeText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/// A setting that means something here.
///
/// @param summary for the page of settings, `docs/reference/settings.md`
record Setting(String key, Kind kind, String defaultValue, String summary) {

    /// What a value must be.
    enum Kind {
        TEXT("string", "text"),
        COUNT("int", "a number above 0"),
        NUMBER("int", "a number"),
        INTEGER("int", "a number, which may be negative"),
        LONG("long", "a number, which may be negative"),
        TRUTH("boolean", "`true` or `false`"),
        PAUSE("interval", "a duration"),
        TIME("time in MILLISECONDS", "a time such as `10s`, or milliseconds"),
        ZONE("string", "a time zone"),
        POLICY("string", "`min` or `max`"),
        ON_CHANGE("string", "`fail`, `keep` or `rebuild`");

        private final String sparks;
        private final String said;

        /// @param sparks what Spark's errors call it
        /// @param said what the page of settings calls it
        Kind(String sparks, String said) {
            this.sparks = sparks;
            this.said = said;
        }

        String said() {
            return said;
        }
    }

    /// @throws SluiceException if the value does not fit
    void check(String value) {
        if (fits(value)) return;
        throw switch (kind) {
            case ZONE -> error(ErrorCondition.INVALID_CONF_TIME_ZONE, value).build();
            case POLICY -> requires("Invalid value for '" + key + "'. Valid values are 'min' and 'max'", value);
            case COUNT ->
                value.matches("-?\\d{1,9}")
                        ? requires("The value of " + key + " must be positive", value)
                        : unlike(value);
            case TEXT, NUMBER, INTEGER, LONG, TRUTH, PAUSE, TIME, ON_CHANGE -> unlike(value);
        };
    }

    private boolean fits(String value) {
        return switch (kind) {
            case TEXT -> true;
            case COUNT -> value.matches("\\d{1,9}") && Integer.parseInt(value) > 0;
            case NUMBER -> value.matches("\\d{1,9}");
            case INTEGER -> value.matches("-?\\d{1,9}");
            case LONG -> value.matches("-?\\d{1,18}");
            case TRUTH -> value.matches("(?i)true|false");
            case PAUSE -> isPause(value);
            case TIME -> isTime(value);
            case ZONE -> isZone(value);
            case POLICY -> value.matches("(?i)min|max");
            case ON_CHANGE -> value.matches("(?i)fail|keep|rebuild");
        };
    }

    private static boolean isPause(String value) {
        try {
            return Interval.millis(value) >= 0;
        } catch (SluiceException _) {
            return false;
        }
    }

    private static boolean isTime(String value) {
        try {
            return TimeText.read(value, TimeUnit.MILLISECONDS, TimeUnit.MILLISECONDS) >= 0;
        } catch (SluiceException _) {
            return false;
        }
    }

    private static boolean isZone(String value) {
        try {
            ZoneId.of(value, ZoneId.SHORT_IDS);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private SluiceException requires(String requirement, String value) {
        return error(ErrorCondition.INVALID_CONF_REQUIREMENT, value)
                .with("confRequirement", requirement)
                .build();
    }

    private SluiceException unlike(String value) {
        return error(ErrorCondition.INVALID_CONF_VALUE, value)
                .with("confType", kind.sparks)
                .build();
    }

    private SluiceException.Builder error(ErrorCondition condition, String value) {
        return condition.error().with("confName", key).with("confValue", value);
    }
}
