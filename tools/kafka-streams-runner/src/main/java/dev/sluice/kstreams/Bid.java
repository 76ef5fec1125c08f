package dev.sluice.kstreams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A row of the table, in topics an object of JSON. */
record Bid(long auction, long bidder, long price, String channel, String url, String dateTime, String extra) {

    /** So long is a time in whole seconds. */
    private static final int SECONDS = "2026-01-01 00:00:00".length();

    private static final BigDecimal RATE = new BigDecimal("0.908");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader READER = JSON.readerFor(Bid.class);
    private static final ObjectWriter WRITER = JSON.writerFor(Bid.class);

    /** A line of the files; no cell has a comma. */
    static Bid of(String line) {
        String[] cells = line.split(",", -1);
        return new Bid(
                Long.parseLong(cells[0]),
                Long.parseLong(cells[1]),
                Long.parseLong(cells[2]),
                cells[3],
                cells[4],
                cells[5],
                cells[6]);
    }

    byte[] toJson() {
        try {
            return WRITER.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Serde<Bid> serde() {
        Deserializer<Bid> from = (topic, bytes) -> {
            try {
                return bytes == null ? null : READER.readValue(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return Serdes.serdeFrom((topic, bid) -> bid == null ? null : bid.toJson(), from);
    }

    BigDecimal inOtherCurrency() {
        return RATE.multiply(BigDecimal.valueOf(price));
    }

    int hour() {
        return Integer.parseInt(dateTime, 11, 13, 10);
    }

    String day() {
        return dateTime.substring(0, 10);
    }

    /** As Spark writes it: without the zeros behind. */
    String time() {
        int end = dateTime.length();
        while (end > SECONDS + 1 && dateTime.charAt(end - 1) == '0') end--;
        return dateTime.substring(0, end > SECONDS + 1 ? end : SECONDS);
    }
}
