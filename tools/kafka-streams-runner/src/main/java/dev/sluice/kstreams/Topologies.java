package dev.sluice.kstreams;

import dev.sluice.runner.Answer;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;

/**
 * The queries that Kafka Streams answers in its own way: rows without state, and the last state of a key. What ends
 * windows by a watermark has another meaning there, and joins of streams need windows.
 *
 * @param done counts the bids that have come to where they stay: to the aggregate, or else to the end
 */
record Topologies(LongAdder done) {

    private static final Pattern CHANNEL = Pattern.compile("[&?]channel_id=([^&]*)");

    void add(String query, StreamsBuilder builder) {
        KStream<byte[], Bid> bids = builder.stream(Load.TOPIC, Consumed.with(Serdes.ByteArray(), Bid.serde()));
        switch (query) {
            case "q0" -> rows(bids.mapValues(b -> row(b.auction(), b.bidder(), b.price(), b.time(), b.extra())));
            case "q1" -> rows(bids.mapValues(
                    b -> row(b.auction(), b.bidder(), b.inOtherCurrency(), b.time(), b.extra())));
            case "q2" -> rows(bids.mapValues(b -> b.auction() % 123 == 0 ? row(b.auction(), b.price()) : null));
            case "q14" -> rows(bids.mapValues(Topologies::calculation));
            case "q17" -> statistics(bids);
            case "q18" -> lastBids(bids);
            case "q21" -> rows(bids.mapValues(Topologies::channel));
            case "q22" -> rows(bids.mapValues(b -> {
                String[] parts = b.url().split("/", -1);
                return row(b.auction(), b.bidder(), b.price(), b.channel(), parts[3], parts[4], parts[5]);
            }));
            default -> throw new IllegalArgumentException("Kafka Streams is not asked " + query);
        }
    }

    /** The rows but for those that are null. */
    private void rows(KStream<byte[], String> rows) {
        rows.peek((key, row) -> done.increment())
                .filter((key, row) -> row != null)
                .foreach((key, row) -> Answer.add(row));
    }

    private static String calculation(Bid b) {
        double price = b.inOtherCurrency().doubleValue();
        if (price <= 1_000_000 || price >= 50_000_000) return null;
        int hour = b.hour();
        String type = hour >= 8 && hour <= 18 ? "dayTime" : hour <= 6 || hour >= 20 ? "nightTime" : "otherTime";
        long letters = b.extra().chars().filter(letter -> letter == 'c').count();
        return row(b.auction(), b.bidder(), b.inOtherCurrency(), type, b.time(), b.extra(), letters);
    }

    private static String channel(Bid b) {
        String number =
                switch (b.channel().toLowerCase(Locale.ROOT)) {
                    case "apple" -> "0";
                    case "google" -> "1";
                    case "facebook" -> "2";
                    case "baidu" -> "3";
                    default -> {
                        Matcher found = CHANNEL.matcher(b.url());
                        yield found.find() ? found.group(1) : "";
                    }
                };
        return number.isEmpty() ? null : row(b.auction(), b.bidder(), b.price(), b.channel(), number);
    }

    private void statistics(KStream<byte[], Bid> bids) {
        bids.groupBy((key, b) -> row(b.auction(), b.day()), Grouped.with(Serdes.String(), Bid.serde()))
                .aggregate(
                        Prices::new,
                        (key, b, prices) -> counted(prices.with(b.price())),
                        Materialized.with(Serdes.String(), Prices.serde()))
                .toStream()
                .foreach((key, prices) -> Answer.put(key, key + Answer.BETWEEN + prices.text()));
    }

    private void lastBids(KStream<byte[], Bid> bids) {
        bids.groupBy((key, b) -> row(b.auction(), b.bidder()), Grouped.with(Serdes.String(), Bid.serde()))
                .<Bid>aggregate(
                        () -> null,
                        (key, b, last) -> counted(last == null || isLater(b, last) ? b : last),
                        Materialized.with(Serdes.String(), Bid.serde()))
                .toStream()
                .foreach((key, b) -> Answer.put(
                        key, key + Answer.BETWEEN + row(b.time(), b.price(), b.channel(), b.url(), b.extra())));
    }

    private static boolean isLater(Bid bid, Bid last) {
        int time = bid.dateTime().compareTo(last.dateTime());
        return time > 0 || time == 0 && bid.price() > last.price();
    }

    private <V> V counted(V value) {
        done.increment();
        return value;
    }

    private static String row(Object... cells) {
        var text = new StringBuilder();
        for (Object cell : cells) {
            if (text.length() > 0) text.append(Answer.BETWEEN);
            text.append(cell);
        }
        return text.toString();
    }
}
