package dev.sluice.api;

import dev.sluice.stream.Interval;
import java.util.OptionalLong;

/// How often in a row, and after which pauses, a query that failed goes on from its checkpoint by itself.
///
/// @param restarts after any failure
/// @param windowMillis within which failures count that have successes between them
/// @param inputRetries after a failure to reach or read an input that can be read again
/// @param firstMillis the pause after the first failure; each further one doubles it
/// @param longestMillis what the pause grows to
record RestartPolicy(int restarts, long windowMillis, int inputRetries, long firstMillis, long longestMillis) {

    static RestartPolicy of(SessionConf conf) {
        return new RestartPolicy(
                Integer.parseInt(conf.get(SessionConf.RESTARTS)),
                Interval.millis(conf.get(SessionConf.RESTART_WINDOW)),
                Integer.parseInt(conf.get(SessionConf.INPUT_RETRIES)),
                Interval.millis(conf.get(SessionConf.RESTART_BACKOFF)),
                Interval.millis(conf.get(SessionConf.RESTART_MAX_BACKOFF)));
    }

    /// @param failures how many there were since a micro-batch was last committed, the newest among them
    /// @param lately how many there were within the window, without those of inputs
    /// @param ofInput whether the newest lay in an input, and may pass
    /// @return the pause before the next attempt, in milliseconds; nothing if there is to be none
    OptionalLong pauseMillis(int failures, int lately, boolean ofInput) {
        int allowed = ofInput ? Math.max(restarts, inputRetries) : restarts;
        if (failures > allowed || (!ofInput && lately > allowed)) return OptionalLong.empty();
        long doubled = firstMillis << Math.min(failures - 1, 20);
        return OptionalLong.of(Math.min(doubled, Math.max(longestMillis, firstMillis)));
    }
}
