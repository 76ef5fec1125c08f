package dev.sluice.aws.kinesis;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// How far a shard has been read.
sealed interface Position {

    /// Nothing yet.
    record Unread() implements Position {}

    /// Up to a record, by its sequence number.
    record After(String sequenceNumber) implements Position {}

    /// To the end of a shard that has one.
    record Ended() implements Position {}

    /// In offsets a shard of which nothing was read does not stand.
    static Position of(@Nullable String text) {
        if (text == null) return new Unread();
        return text.equals("END") ? new Ended() : new After(text);
    }

    default @Nullable String text() {
        return switch (this) {
            case Unread _ -> null;
            case After(String sequenceNumber) -> sequenceNumber;
            case Ended _ -> "END";
        };
    }

    /// Whether a record lies behind it.
    default boolean isBefore(String sequenceNumber) {
        return switch (this) {
            case Unread _ -> true;
            case After(String read) -> new BigInteger(read).compareTo(new BigInteger(sequenceNumber)) < 0;
            case Ended _ -> false;
        };
    }

    /// Whether nothing of what the other has read is missing here.
    default boolean reaches(Position other) {
        return switch (other) {
            case Unread _ -> true;
            case After(String sequenceNumber) -> !isBefore(sequenceNumber);
            case Ended _ -> this instanceof Ended;
        };
    }
}
