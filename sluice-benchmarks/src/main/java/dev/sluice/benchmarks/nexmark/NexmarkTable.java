package dev.sluice.benchmarks.nexmark;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What an event can be. Of fifty in a row the first is a person, the next three are auctions, the others bids:
///
/// ```text
/// event   0 1 2 3 4 5 …  49  50 51 52 53 54 …
///         P A A A B B …   B   P  A  A  A  B …
/// ```
enum NexmarkTable {
    PERSON(0, 1),
    AUCTION(1, 3),
    BID(4, 46);

    /// So many events have one person.
    static final int EVENTS = 50;

    private final int first;
    private final int count;

    NexmarkTable(int first, int count) {
        this.first = first;
        this.count = count;
    }

    DataType.Struct schema() {
        return switch (this) {
            case PERSON ->
                DataType.Struct.of(
                        Field.of("id", Atomic.LONG),
                        Field.of("name", Atomic.STRING),
                        Field.of("emailAddress", Atomic.STRING),
                        Field.of("creditCard", Atomic.STRING),
                        Field.of("city", Atomic.STRING),
                        Field.of("state", Atomic.STRING),
                        Field.of("dateTime", Atomic.TIMESTAMP),
                        Field.of("extra", Atomic.STRING));
            case AUCTION ->
                DataType.Struct.of(
                        Field.of("id", Atomic.LONG),
                        Field.of("itemName", Atomic.STRING),
                        Field.of("description", Atomic.STRING),
                        Field.of("initialBid", Atomic.LONG),
                        Field.of("reserve", Atomic.LONG),
                        Field.of("dateTime", Atomic.TIMESTAMP),
                        Field.of("expires", Atomic.TIMESTAMP),
                        Field.of("seller", Atomic.LONG),
                        Field.of("category", Atomic.LONG),
                        Field.of("extra", Atomic.STRING));
            case BID ->
                DataType.Struct.of(
                        Field.of("auction", Atomic.LONG),
                        Field.of("bidder", Atomic.LONG),
                        Field.of("price", Atomic.LONG),
                        Field.of("channel", Atomic.STRING),
                        Field.of("url", Atomic.STRING),
                        Field.of("dateTime", Atomic.TIMESTAMP),
                        Field.of("extra", Atomic.STRING));
        };
    }

    /// How many of the events before this one are of this table.
    long rowsBefore(long event) {
        return event / EVENTS * count + Math.clamp(event % EVENTS - first, 0, count);
    }

    /// Which event is the row of this number.
    long event(long row) {
        return row / count * EVENTS + first + row % count;
    }

    /// In words, as options name it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(NexmarkTable::word).toList();
    }
}
