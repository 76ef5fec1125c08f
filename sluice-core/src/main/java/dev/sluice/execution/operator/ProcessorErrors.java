package dev.sluice.execution.operator;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.TimeMode;
import java.util.Locale;

/// What can go wrong in and around a program's processor, in Spark's words.
final class ProcessorErrors {

    private ProcessorErrors() {}

    interface Code {
        void run() throws Exception;
    }

    /// Runs a method of the processor.
    static void in(String function, Code code) {
        try {
            code.run();
        } catch (Exception e) {
            throw failed(function, e);
        }
    }

    static SluiceException failed(String function, Exception thrown) {
        if (thrown instanceof SluiceException known) return known;
        if (thrown instanceof InterruptedException) Thread.currentThread().interrupt();
        return ErrorCondition.TRANSFORM_WITH_STATE_USER_FUNCTION_ERROR
                .error()
                .with("function", function)
                .with("reason", UserErrors.reason(thrown))
                .cause(thrown)
                .build();
    }

    static SluiceException invalidState(String operation, String state) {
        return ErrorCondition.STATEFUL_PROCESSOR_INVALID_HANDLE_STATE
                .error()
                .with("operationType", operation)
                .with("handleState", state)
                .build();
    }

    static SluiceException invalidTimeMode(String operation, TimeMode mode) {
        return ErrorCondition.STATEFUL_PROCESSOR_INVALID_TIME_MODE
                .error()
                .with("operationType", operation)
                .with("timeMode", word(mode))
                .build();
    }

    /// As Spark's errors have it.
    static String word(TimeMode mode) {
        return mode == TimeMode.NONE ? "NoTime" : mode.word();
    }

    /// As Spark's errors have it.
    static String word(OutputMode mode) {
        return mode.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + mode.word().substring(1);
    }

    static SluiceException nullValue(String variable) {
        return ErrorCondition.ILLEGAL_STATE_STORE_VALUE_NULL
                .error()
                .with("stateName", variable)
                .build();
    }

    static SluiceException emptyList(String variable) {
        return ErrorCondition.ILLEGAL_STATE_STORE_VALUE_EMPTY_LIST
                .error()
                .with("stateName", variable)
                .build();
    }

    static SluiceException tooOld(long timeMicros, long watermarkMicros) {
        return ErrorCondition.EMITTING_ROWS_OLDER_THAN_WATERMARK_NOT_ALLOWED
                .error()
                .with("emittedRowEventTime", timeMicros)
                .with("currentWatermark", watermarkMicros / 1_000L)
                .build();
    }

    static SluiceException misused(String message) {
        return ErrorCondition.TRANSFORM_WITH_STATE_MISUSED
                .error()
                .with("message", message)
                .build();
    }

    /// A null that was remembered, and is read where the program's class can't have one now.
    ///
    /// @param what remembered it
    static SluiceException remembered(String what, SluiceException thrown) {
        if (thrown.condition() != ErrorCondition.NOT_NULL_ASSERT_VIOLATION) return thrown;
        var named = ErrorCondition.NOT_NULL_ASSERT_VIOLATION.error();
        thrown.getMessageParameters().forEach(named::with);
        return named.hint(what + " was written when this could be null: let it be null (Integer in the place of int), "
                        + "or start with a new checkpoint.")
                .cause(thrown)
                .build();
    }
}
