package dev.sluice.streaming;

import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.error.ErrorCondition;
import dev.sluice.stream.Trigger;

/// Refuses sources and sinks that rows can't flow out of or into, if the trigger wants that.
final class Flowing {

    private Flowing() {}

    static void check(Trigger trigger, Source source) {
        if (source.flows()) return;
        switch (trigger) {
            case Trigger.RealTimeTrigger _ ->
                throw ErrorCondition.REAL_TIME_SOURCE
                        .error()
                        .with("className", source.description())
                        .build();
            case Trigger.ContinuousTrigger _ ->
                throw ErrorCondition.CONTINUOUS_SOURCE
                        .error()
                        .with("sourceName", source.description())
                        .build();
            case Trigger.ProcessingTimeTrigger _, Trigger.OneTimeTrigger _, Trigger.AvailableNowTrigger _ -> {}
        }
    }

    static void check(Trigger trigger, Sink sink) {
        if (sink.flows()) return;
        switch (trigger) {
            case Trigger.RealTimeTrigger _ ->
                throw ErrorCondition.REAL_TIME_SINK
                        .error()
                        .with("className", sink.description())
                        .build();
            case Trigger.ContinuousTrigger _ ->
                throw ErrorCondition.CONTINUOUS_SINK
                        .error()
                        .with("sink", sink.description())
                        .build();
            case Trigger.ProcessingTimeTrigger _, Trigger.OneTimeTrigger _, Trigger.AvailableNowTrigger _ -> {}
        }
    }
}
