package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.TimeParser;
import java.time.DateTimeException;
import java.time.ZoneId;

/// Time zones that are said in arguments.
final class Zones {

    private Zones() {}

    static ZoneId of(String name) {
        try {
            return TimeParser.zoneOf(name);
        } catch (DateTimeException e) {
            throw ErrorCondition.INVALID_TIMEZONE
                    .error()
                    .with("timeZone", name)
                    .cause(e)
                    .build();
        }
    }
}
