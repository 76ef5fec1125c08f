package dev.sluice.encoder;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/// What to use instead of a class that has no encoder: the end of a hint.
final class Instead {

    private Instead() {}

    static String of(Type type) {
        Class<?> raw = type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : type instanceof Class<?> plain ? plain : Object.class;
        if (isOneOf(raw, Date.class, Calendar.class, ZonedDateTime.class, OffsetDateTime.class)) {
            return "use java.time.Instant or java.sql.Timestamp for a moment in time, java.time.LocalDate or java.sql.Date "
                    + "for a day.";
        }
        if (isOneOf(raw, LocalTime.class, OffsetTime.class)) {
            return "there is no type for the time of a day; use a java.time.Duration since midnight, or a String.";
        }
        if (raw == UUID.class || raw == char.class || raw == Character.class) return "use a String.";
        if (Map.class.isAssignableFrom(raw)) return "use java.util.Map, with types for its keys and values.";
        if (Collection.class.isAssignableFrom(raw)) {
            return "use java.util.List or java.util.Set, with a type for its elements, or an array.";
        }
        return "use a record, a bean (a class with a constructor without parameters, getters and setters), an enum, a plain "
                + "value, or a list, set, array, map or Optional of them.";
    }

    private static boolean isOneOf(Class<?> type, Class<?>... classes) {
        for (Class<?> one : classes) {
            if (one.isAssignableFrom(type)) return true;
        }
        return false;
    }
}
