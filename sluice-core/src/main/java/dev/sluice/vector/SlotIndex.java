package dev.sluice.vector;

/// Slots by hash: open addressing with linear probing, in parts that split when they are full, so that no key ever
/// waits until a large table has been made anew.
///
/// ```text
/// directory   [ a ][ a ][ b ][ c ]          by the first bits of the hash, mixed anew
/// part        . 3 . . 0 1 . 2 | header      hash and slot + 1, or 0: hashes are compared before anything else
/// header      how many there are, by how many bits the part is found
/// ```
///
/// Whoever uses it walks the parts with loops of his own, since only he can tell equal keys:
///
/// ```java
/// long[] part = index.part(hash);
/// int at = SlotIndex.home(part, hash);
/// for (long entry = part[at]; entry != 0; entry = part[at]) {
///     if (SlotIndex.hash(entry) == hash && isIt(SlotIndex.slot(entry))) return …;
///     at = SlotIndex.next(part, at);
/// }
/// ```
public final class SlotIndex {

    private static final int FIRST_ENTRIES = 16;
    private static final int MOST_ENTRIES = 1 << 13;
    /// Keys that many bits cannot part have the same hash; the part of such grows.
    private static final int MOST_BITS = 17;

    private long[][] directory = {new long[FIRST_ENTRIES + 1]};
    private int bits;
    private int size;
    private long entries = FIRST_ENTRIES;

    public SlotIndex() {}

    /// The number of slots in it.
    public int size() {
        return size;
    }

    public long memoryBytes() {
        return 8L * (entries + directory.length);
    }

    /// The part that a hash is in, if it is there.
    public long[] part(int hash) {
        return directory[place(mixed(hash))];
    }

    /// What is where each hash begins to look: an entry, or 0.
    ///
    /// @param entries receives them
    public void lookUp(int[] hashes, int count, long[] entries) {
        for (int i = 0; i < count; i++) {
            long[] part = part(hashes[i]);
            entries[i] = part[home(part, hashes[i])];
        }
    }

    /// Where in its part a hash begins to look.
    public static int home(long[] part, int hash) {
        return (int) (mixed(hash) >>> 33) & (part.length - 2);
    }

    public static int next(long[] part, int at) {
        return (at + 1) & (part.length - 2);
    }

    public static int hash(long entry) {
        return (int) (entry >>> 32);
    }

    public static int slot(long entry) {
        return (int) entry - 1;
    }

    /// Puts a slot at a free place that looking for its hash ended at. Places found before are void.
    public void insert(long[] part, int at, int hash, int slot) {
        part[at] = entry(hash, slot);
        size++;
        int header = part.length - 1;
        long count = (part[header] += 1L << 32) >>> 32;
        if (count * 10 > header * 7L) relieve(part, hash);
    }

    /// Puts another slot of the same hash in the place of one.
    public static void replace(long[] part, int at, int hash, int slot) {
        part[at] = entry(hash, slot);
    }

    /// Where a slot is in its part. It is there.
    public static int placeOf(long[] part, int hash, int slot) {
        int at = home(part, hash);
        while (slot(part[at]) != slot) at = next(part, at);
        return at;
    }

    /// Frees a place, and fills it with what came to lie behind its own place because of it, and so on.
    public void remove(long[] part, int place) {
        int mask = part.length - 2;
        int hole = place;
        for (int at = (hole + 1) & mask; part[at] != 0; at = (at + 1) & mask) {
            int home = home(part, hash(part[at]));
            if (((at - home) & mask) < ((at - hole) & mask)) continue;
            part[hole] = part[at];
            hole = at;
        }
        part[hole] = 0;
        part[part.length - 1] -= 1L << 32;
        size--;
    }

    /// Doubles a part or splits it.
    private void relieve(long[] part, int hash) {
        int own = (int) part[part.length - 1];
        if (part.length - 1 < MOST_ENTRIES || own == MOST_BITS) {
            long[] wider = withRoom((part.length - 1) * 2, own);
            move(part, wider, wider, 0);
            place(part, wider, wider, hash, own);
            return;
        }
        if (own == bits) widen();
        long[] low = withRoom(MOST_ENTRIES, own + 1);
        long[] high = withRoom(MOST_ENTRIES, own + 1);
        move(part, low, high, 62 - own);
        place(part, low, high, hash, own);
    }

    private long[] withRoom(int count, int own) {
        long[] part = new long[count + 1];
        part[count] = own;
        entries += count;
        return part;
    }

    /// @param shift by which the bit is found that parts them: of 63, counted from above
    private static void move(long[] from, long[] low, long[] high, int shift) {
        for (int i = 0; i < from.length - 1; i++) {
            long entry = from[i];
            if (entry == 0) continue;
            long[] to = ((mixed(hash(entry)) >>> 1 >>> shift) & 1) == 0 ? low : high;
            int at = home(to, hash(entry));
            while (to[at] != 0) at = next(to, at);
            to[at] = entry;
            to[to.length - 1] += 1L << 32;
        }
    }

    /// Puts two halves where a part was.
    private void place(long[] old, long[] low, long[] high, int hash, int own) {
        entries -= old.length - 1;
        int span = 1 << (bits - own);
        int first = place(mixed(hash)) & -span;
        for (int i = 0; i < span; i++) directory[first + i] = i < span / 2 ? low : high;
    }

    private void widen() {
        long[][] wider = new long[directory.length * 2][];
        for (int i = 0; i < wider.length; i++) wider[i] = directory[i >> 1];
        directory = wider;
        bits++;
    }

    private int place(long mixed) {
        return (int) (mixed >>> 1 >>> (63 - bits));
    }

    /// Mixed anew: the keys of a partition have the bits in common that made it theirs.
    private static long mixed(int hash) {
        return hash * 0x9E3779B97F4A7C15L;
    }

    private static long entry(int hash, int slot) {
        return (long) hash << 32 | (slot + 1);
    }
}
