package dev.sluice.kstreams;

import dev.sluice.runner.Answer;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** What q17 knows of an auction's bids of a day: how many there are, in three classes, and their prices. */
record Prices(long low, long middle, long high, long least, long most, long sum) {

    private static final int NUMBERS = 6;

    Prices() {
        this(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0);
    }

    Prices with(long price) {
        boolean cheap = price < 10_000;
        boolean dear = price >= 1_000_000;
        return new Prices(
                cheap ? low + 1 : low,
                cheap || dear ? middle : middle + 1,
                dear ? high + 1 : high,
                Math.min(least, price),
                Math.max(most, price),
                sum + price);
    }

    String text() {
        long all = low + middle + high;
        double average = sum / (double) all;
        return String.join(
                Answer.BETWEEN,
                Long.toString(all),
                Long.toString(low),
                Long.toString(middle),
                Long.toString(high),
                Long.toString(least),
                Long.toString(most),
                Double.toString(average),
                Long.toString(sum));
    }

    static Serde<Prices> serde() {
        return Serdes.serdeFrom((topic, prices) -> prices == null ? null : prices.bytes(), (topic, bytes) -> of(bytes));
    }

    private byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(NUMBERS * Long.BYTES);
        buffer.putLong(low).putLong(middle).putLong(high).putLong(least).putLong(most).putLong(sum);
        return buffer.array();
    }

    private static Prices of(byte[] bytes) {
        if (bytes == null) return null;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Prices(
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong());
    }
}
