package dev.sluice.testing.storage;

/// Ends a process at one of its calls: before it, or when it was done and nobody had heard of it yet.
public final class Death {

    /// What is thrown in place of an answer. Nothing should catch it but the test.
    public static final class Died extends Error {
        private Died() {
            super("the process has ended");
        }
    }

    private long calls;
    private final long atCall;
    private final boolean afterwards;
    private boolean dead;

    /// @param atCall the first call is 1
    /// @param afterwards whether that call is still done
    public Death(long atCall, boolean afterwards) {
        this.atCall = atCall;
        this.afterwards = afterwards;
    }

    /// Something that a process does, and that may fail as `F` says.
    @FunctionalInterface
    interface Call<T extends @org.jspecify.annotations.Nullable Object, F extends Exception> {
        T run() throws F;
    }

    /// How many calls there were.
    public long calls() {
        return calls;
    }

    /// Whether it has happened.
    public boolean happened() {
        return dead;
    }

    <T extends @org.jspecify.annotations.Nullable Object, F extends Exception> T at(Call<T, F> call) throws F {
        if (dead) throw new Died();
        dead = ++calls == atCall;
        if (dead && !afterwards) throw new Died();
        T result = call.run();
        if (dead) throw new Died();
        return result;
    }
}
