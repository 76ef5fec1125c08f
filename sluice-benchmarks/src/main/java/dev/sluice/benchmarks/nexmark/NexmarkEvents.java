package dev.sluice.benchmarks.nexmark;

import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.util.ArrayList;
import java.util.List;

/// Makes the rows of events, from their numbers and a seed alone: any event by itself, always the same.
///
/// The auction house: every person is new, and of the last thousand; three of four auctions are offered by one of the
/// few sellers of the moment, the others by anybody; half of the bids go to one auction of the moment, the others to
/// one of the last hundred; three of four bids are made by one of the few bidders of the moment. An auction is open for
/// as long as two hundred further ones take to come at most, and never longer than [#LONGEST_AUCTION_MILLIS]. Prices
/// are spread evenly over the powers of ten from one to a million, in cents.
///
/// @param eventsPerSecond how many events have times of the same second
/// @param startMillis the time of the first event
record NexmarkEvents(long seed, long eventsPerSecond, long startMillis) {

    /// The first id of persons and auctions: both are numbered from here on.
    static final long FIRST_ID = 1000;

    static final long LONGEST_AUCTION_MILLIS = 10_000;

    private static final int CATEGORIES = 5;
    private static final long FIRST_CATEGORY = 10;
    private static final int ACTIVE_PERSONS = 1000;
    private static final int OPEN_AUCTIONS = 100;
    /// Who or what is the one of the moment changes after so many.
    private static final int MOMENT = 100;

    private static final int PERSON_EXTRA = 100;
    private static final int AUCTION_EXTRA = 300;
    private static final int BID_EXTRA = 40;
    private static final int DESCRIPTION = 100;

    private static final List<String> CHANNEL_NAMES = List.of("Google", "Facebook", "Baidu", "Apple");
    private static final int OTHER_CHANNELS = 10_000;

    private static final Texts NAMES = pairs(
            List.of("Ada", "Ben", "Carla", "David", "Emma", "Frank", "Grace", "Henry", "Irene", "Jack"),
            " ",
            List.of("Abel", "Baker", "Cole", "Dunn", "Evans", "Ford", "Gray", "Hill", "Irwin", "Jones"));
    private static final Texts ADDRESSES = pairs(
            List.of("ada", "ben", "carla", "david", "emma", "frank", "grace", "henry", "irene", "jack"),
            "@",
            List.of("north.example", "south.example", "east.example", "west.example"));
    private static final Texts CITIES = Texts.of(
            List.of("Portland", "Eugene", "Boise", "Los Angeles", "San Diego", "Seattle", "Phoenix", "Cheyenne"));
    private static final Texts STATES = Texts.of(List.of("AZ", "CA", "ID", "OR", "WA", "WY"));
    private static final Texts CARDS = cards();
    private static final Texts CHANNELS = channels();
    private static final Texts URLS = urls();
    private static final long[] PRICES = prices();

    /// The time of an event, in whole milliseconds since 1970.
    long millis(long event) {
        return startMillis + event / eventsPerSecond * 1000 + event % eventsPerSecond * 1000 / eventsPerSecond;
    }

    /// Rows of a table, from a row's number on.
    Chunk chunk(NexmarkTable table, long firstRow, int count) {
        return switch (table) {
            case PERSON -> persons(firstRow, count);
            case AUCTION -> auctions(firstRow, count);
            case BID -> bids(firstRow, count);
        };
    }

    private Chunk persons(long firstRow, int count) {
        var chance = new Chance(seed);
        long[] ids = new long[count];
        long[] times = new long[count];
        Texts.Column names = NAMES.column(count);
        Texts.Column addresses = ADDRESSES.column(count);
        Texts.Column cards = CARDS.column(count);
        Texts.Column cities = CITIES.column(count);
        Texts.Column states = STATES.column(count);
        Texts.Column extras = Texts.LETTERS.column(count);
        for (int i = 0; i < count; i++) {
            long event = NexmarkTable.PERSON.event(firstRow + i);
            chance.begin(event);
            ids[i] = FIRST_ID + firstRow + i;
            times[i] = micros(event);
            names.any(chance);
            addresses.any(chance);
            cards.any(chance);
            cities.any(chance);
            states.any(chance);
            extras.part(chance, PERSON_EXTRA);
        }
        return Chunk.of(
                count,
                new LongVector(ids, null, count),
                names.build(),
                addresses.build(),
                cards.build(),
                cities.build(),
                states.build(),
                new LongVector(times, null, count),
                extras.build());
    }

    private Chunk auctions(long firstRow, int count) {
        var chance = new Chance(seed);
        long longest =
                Math.min(LONGEST_AUCTION_MILLIS, 2_000L * OPEN_AUCTIONS * NexmarkTable.EVENTS / 3 / eventsPerSecond);
        long[] ids = new long[count];
        Texts.Column items = Texts.LETTERS.column(count);
        Texts.Column descriptions = Texts.LETTERS.column(count);
        long[] initial = new long[count];
        long[] reserves = new long[count];
        long[] times = new long[count];
        long[] expiries = new long[count];
        long[] sellers = new long[count];
        long[] categories = new long[count];
        Texts.Column extras = Texts.LETTERS.column(count);
        for (int i = 0; i < count; i++) {
            long event = NexmarkTable.AUCTION.event(firstRow + i);
            chance.begin(event);
            ids[i] = FIRST_ID + firstRow + i;
            items.part(chance, 10);
            descriptions.part(chance, DESCRIPTION);
            initial[i] = price(chance);
            reserves[i] = initial[i] + price(chance);
            times[i] = micros(event);
            expiries[i] = times[i] + (1 + chance.below((int) Math.max(1, longest))) * 1000L;
            sellers[i] = person(event, chance, 0);
            categories[i] = FIRST_CATEGORY + chance.below(CATEGORIES);
            extras.part(chance, AUCTION_EXTRA);
        }
        return Chunk.of(
                count,
                new LongVector(ids, null, count),
                items.build(),
                descriptions.build(),
                new LongVector(initial, null, count),
                new LongVector(reserves, null, count),
                new LongVector(times, null, count),
                new LongVector(expiries, null, count),
                new LongVector(sellers, null, count),
                new LongVector(categories, null, count),
                extras.build());
    }

    private Chunk bids(long firstRow, int count) {
        var chance = new Chance(seed);
        long[] auctions = new long[count];
        long[] bidders = new long[count];
        long[] prices = new long[count];
        Texts.Column channels = CHANNELS.column(count);
        Texts.Column urls = URLS.column(count);
        long[] times = new long[count];
        Texts.Column extras = Texts.LETTERS.column(count);
        for (int i = 0; i < count; i++) {
            long event = NexmarkTable.BID.event(firstRow + i);
            chance.begin(event);
            auctions[i] = auction(event, chance);
            bidders[i] = person(event, chance, 1);
            prices[i] = price(chance);
            int known = CHANNEL_NAMES.size();
            int channel = chance.oneIn(2) ? chance.below(known) : known + chance.below(OTHER_CHANNELS);
            channels.add(channel);
            urls.add(channel);
            times[i] = micros(event);
            extras.part(chance, BID_EXTRA);
        }
        return Chunk.of(
                count,
                new LongVector(auctions, null, count),
                new LongVector(bidders, null, count),
                new LongVector(prices, null, count),
                channels.build(),
                urls.build(),
                new LongVector(times, null, count),
                extras.build());
    }

    private long micros(long event) {
        return millis(event) * 1000;
    }

    private static long auction(long event, Chance chance) {
        long last = NexmarkTable.AUCTION.rowsBefore(event) - 1;
        long row =
                chance.oneIn(2) ? last / MOMENT * MOMENT : last - chance.below((int) Math.min(OPEN_AUCTIONS, last + 1));
        return FIRST_ID + row;
    }

    /// @param which of those of the moment
    private static long person(long event, Chance chance, int which) {
        long last = NexmarkTable.PERSON.rowsBefore(event) - 1;
        long row = chance.oneIn(4)
                ? last - chance.below((int) Math.min(ACTIVE_PERSONS, last + 1))
                : Math.min(last, last / MOMENT * MOMENT + which);
        return FIRST_ID + row;
    }

    /// Even over the powers of ten: one of so many points, or evenly between two.
    private static long price(Chance chance) {
        double place = chance.fraction() * (PRICES.length - 1);
        int point = (int) place;
        return PRICES[point] + (long) ((PRICES[point + 1] - PRICES[point]) * (place - point));
    }

    private static long[] prices() {
        long[] prices = new long[601];
        for (int i = 0; i < prices.length; i++) prices[i] = Math.round(StrictMath.pow(10, i / 100.0) * 100);
        return prices;
    }

    private static Texts pairs(List<String> firsts, String between, List<String> seconds) {
        List<String> pairs = new ArrayList<>();
        for (String first : firsts) {
            for (String second : seconds) pairs.add(first + between + second);
        }
        return Texts.of(pairs);
    }

    private static Texts cards() {
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            cards.add(String.format("%04d %04d %04d %04d", i, i * 7 % 10_000, i * 17 % 10_000, i * 37 % 10_000));
        }
        return Texts.of(cards);
    }

    private static Texts channels() {
        List<String> channels = new ArrayList<>(CHANNEL_NAMES);
        for (int i = 0; i < OTHER_CHANNELS; i++) channels.add("channel-" + i);
        return Texts.of(channels);
    }

    /// One a channel; of one in ten other channels it does not say which one it is.
    private static Texts urls() {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < CHANNEL_NAMES.size() + OTHER_CHANNELS; i++) {
            int other = i - CHANNEL_NAMES.size();
            String url =
                    "https://nexmark.example/" + word(i, 1) + "/" + word(i, 2) + "/" + word(i, 3) + "/item.htm?query=1";
            urls.add(other < 0 || other % 10 == 0 ? url : url + "&channel_id=" + other);
        }
        return Texts.of(urls);
    }

    private static String word(int url, int place) {
        var chance = new Chance(place);
        chance.begin(url);
        var word = new StringBuilder();
        for (int i = 0; i < 3 + place; i++) word.append((char) ('a' + chance.below(26)));
        return word.toString();
    }
}
