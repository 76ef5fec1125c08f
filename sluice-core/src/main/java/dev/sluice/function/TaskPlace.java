package dev.sluice.function;

/// Which part of a run an operator does in a task. Operators live longer than tasks, so they ask, and look whether it
/// is another turn than before.
public final class TaskPlace {

    private final int operator;
    private int partition;
    private long turn;
    private int opened;

    /// Outside of a query.
    public TaskPlace() {
        this(0);
    }

    /// @param operator which operator of the query's plan does it, counted once for each branch of a union
    public TaskPlace(int operator) {
        this.operator = operator;
    }

    /// A number for each thing that is random here, other ones in other operators, the same whenever it is opened.
    public long nextNumber() {
        return ((long) operator << Integer.SIZE) + opened++;
    }

    /// Begins another turn.
    ///
    /// @param partition which part of all the operator's rows is worked on
    public void begin(int partition) {
        this.partition = partition;
        turn++;
    }

    public int partition() {
        return partition;
    }

    public long turn() {
        return turn;
    }
}
