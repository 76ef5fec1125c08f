package dev.sluice.testing;

import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Provider;
import dev.sluice.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A row a second, by a clock that the test moves.
class RateSourceContractTest extends SourceContract {

    private final VirtualClock clock = new VirtualClock(Instant.EPOCH);
    private long next;

    @Override
    protected Provider provider() {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("rate"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of();
    }

    @Override
    protected Machine machine() {
        Machine real = Machine.real();
        return new Machine(clock, real.threads(), real.random());
    }

    @Override
    protected List<String> shown() {
        return List.of("value");
    }

    @Override
    protected List<String> feed(int rows) {
        clock.advance(Duration.ofSeconds(rows));
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) fed.add(String.valueOf(next++));
        return fed;
    }
}
