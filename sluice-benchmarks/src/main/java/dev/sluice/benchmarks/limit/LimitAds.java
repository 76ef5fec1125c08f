package dev.sluice.benchmarks.limit;

import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// W2 at the limit: fields have their places in a line, ids their length; a window is an array of counts.
///
/// ```text
/// {"user_id":"36 bytes","page_id":"36 bytes","ad_id":"36 bytes","ad_type":"…","event_type":"…","event_time":"24
/// bytes",…
/// 0         12               60               108               157
/// ```
public final class LimitAds implements LineScan.Worker {

    /// Takes the views of a campaign in a window.
    public interface Result {
        void views(String campaign, long startMillis, long count);
    }

    private static final int AD_KEY = 97;
    private static final int AD = 108;
    private static final int AD_TYPE = 157;
    private static final long AD_NAME = word("\",\"ad_id\"");
    private static final long EVENT_NAME = word("\"event_t");
    private static final long VIEW = word("view\",\"e");

    private final Campaigns campaigns;
    private final long windowMillis;
    private final Map<Long, int[]> windows = new TreeMap<>();
    private long currentStart = Long.MIN_VALUE;
    private int[] current = new int[0];
    private long day = -1;
    private long dayMillis;

    private LimitAds(Campaigns campaigns, long windowMillis) {
        this.campaigns = campaigns;
        this.windowMillis = windowMillis;
    }

    /// @param campaignOfAd ids of 36 bytes each
    public static void count(
            Storage storage,
            String directory,
            int threads,
            Map<String, String> campaignOfAd,
            long windowMillis,
            Result result) {
        var campaigns = new Campaigns(campaignOfAd);
        List<LimitAds> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) workers.add(new LimitAds(campaigns, windowMillis));
        LineScan.run(storage, directory, workers);
        Map<Long, int[]> all = new TreeMap<>();
        for (LimitAds worker : workers) {
            worker.windows.forEach((start, counts) -> {
                int[] sums = all.computeIfAbsent(start, _ -> new int[counts.length]);
                for (int i = 0; i < counts.length; i++) sums[i] += counts[i];
            });
        }
        all.forEach((start, counts) -> {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) result.views(campaigns.names[i], start, counts[i]);
            }
        });
    }

    @Override
    public void lines(byte[] bytes, int from, int to) {
        for (int line = from; line < to; ) {
            if (Words.at(bytes, line + AD_KEY) != AD_NAME) throw new IllegalStateException("other fields than known");
            int at = line + AD_TYPE;
            while (bytes[at] != '"') at++;
            if (Words.at(bytes, at + 2) != EVENT_NAME) throw new IllegalStateException("other fields than known");
            at += 16; // ","event_type":"
            if (Words.at(bytes, at) == VIEW) {
                int campaign = campaigns.of(bytes, line + AD);
                at += 20; // view","event_time":"
                if (campaign >= 0) add(millis(bytes, at), campaign);
            }
            at += 24; // neither the event's type nor its time has a newline
            while (bytes[at] != '\n') at++;
            line = at + 1;
        }
    }

    private void add(long millis, int campaign) {
        long start = millis - Math.floorMod(millis, windowMillis);
        if (start != currentStart) {
            currentStart = start;
            current = windows.computeIfAbsent(start, _ -> new int[campaigns.names.length]);
        }
        current[campaign]++;
    }

    /// Of `2026-01-01T00:00:00.000Z`.
    private long millis(byte[] bytes, int at) {
        long date = Words.at(bytes, at + 2); // 26-01-01
        if (date != day) {
            String text = new String(bytes, at, 10, StandardCharsets.US_ASCII);
            dayMillis = java.time.LocalDate.parse(text).toEpochDay() * 86_400_000L;
            day = date;
        }
        return dayMillis
                + two(bytes, at + 11) * 3_600_000L
                + two(bytes, at + 14) * 60_000L
                + two(bytes, at + 17) * 1_000L
                + (bytes[at + 20] - '0') * 100L
                + two(bytes, at + 21);
    }

    private static int two(byte[] bytes, int at) {
        return (bytes[at] - '0') * 10 + (bytes[at + 1] - '0');
    }

    private static long word(String eightBytes) {
        return Words.at(eightBytes.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /// The campaign of an ad, by the ad's 36 bytes.
    private static final class Campaigns {

        private static final int BYTES = 36;
        private static final int SLOT = 8;

        final String[] names;
        private final long[] slots;
        private final short[] campaigns;
        private final int mask;

        Campaigns(Map<String, String> campaignOfAd) {
            Map<String, Integer> numbers = new HashMap<>();
            List<String> found = new ArrayList<>();
            mask = Integer.highestOneBit(Math.max(16, campaignOfAd.size() * 8)) - 1;
            slots = new long[(mask + 1) * SLOT];
            campaigns = new short[mask + 1];
            Arrays.fill(campaigns, (short) -1);
            campaignOfAd.forEach((ad, campaign) -> {
                if (ad.length() != BYTES) return; // the table's heading
                int number = numbers.computeIfAbsent(campaign, _ -> {
                    found.add(campaign);
                    return found.size() - 1;
                });
                put(Arrays.copyOf(ad.getBytes(StandardCharsets.US_ASCII), BYTES), number);
            });
            names = found.toArray(String[]::new);
        }

        private void put(byte[] ad, int campaign) {
            int at = first(Words.at(ad, 0), Words.at(ad, 24));
            while (campaigns[at] >= 0) at = (at + 1) & mask;
            campaigns[at] = (short) campaign;
            for (int i = 0; i < 4; i++) slots[at * SLOT + i] = Words.at(ad, i * 8);
            slots[at * SLOT + 4] = Words.intAt(ad, 32);
        }

        /// The number of its campaign, or -1.
        int of(byte[] bytes, int ad) {
            long a = Words.at(bytes, ad);
            long b = Words.at(bytes, ad + 8);
            long c = Words.at(bytes, ad + 16);
            long d = Words.at(bytes, ad + 24);
            int e = Words.intAt(bytes, ad + 32);
            for (int at = first(a, d); ; at = (at + 1) & mask) {
                int slot = at * SLOT;
                if (campaigns[at] < 0) return -1;
                if (slots[slot] == a
                        && slots[slot + 1] == b
                        && slots[slot + 2] == c
                        && slots[slot + 3] == d
                        && slots[slot + 4] == e) {
                    return campaigns[at];
                }
            }
        }

        private int first(long a, long d) {
            return (int) Words.mixed(a * 0x9E3779B97F4A7C15L ^ d) & mask;
        }
    }
}
