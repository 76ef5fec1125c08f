package dev.sluice.function;

/// Which part of a run a task does. The operators of a task live longer than it, so they ask, and look whether it is
/// another turn than before.
public final class TaskPlace {

    private final int branch;
    private int partition;
    private long turn;
    private int opened;

    /// Outside of a query.
    public TaskPlace() {
        this(0);
    }

    /// @param branch which branch of the query's plan its operators are
    public TaskPlace(int branch) {
        this.branch = branch;
    }

    /// A number for each thing that is random here, other ones in other branches, the same whenever it is opened.
    public long nextNumber() {
        return ((long) branch << Integer.SIZE) + opened++;
    }

    /// Begins another turn.
    ///
    /// @param partition which part of the input, or of the state, is worked on
    public void begin(int partition) {
        this.partition = partition;
        turn++;
    }

    public int branch() {
        return branch;
    }

    public int partition() {
        return partition;
    }

    public long turn() {
        return turn;
    }
}
