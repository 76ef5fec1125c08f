package dev.sluice.execution.operator;

import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.plan.UserGroup;
import dev.sluice.vector.Chunk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What comes to an operator that keeps a program's state of groups: what the groups begin with, if that is an input of
/// its own, and then their rows, without the late ones.
final class GroupInput {

    private final TaskContext task;
    private final String operator;
    private final @Nullable EventTimeKey late;
    private final GroupedObjects groups;
    private final @Nullable GroupedObjects initials;
    private boolean ofInitial;

    /// @param input the first of two is the initial state
    /// @param operator for whom late rows are counted
    /// @param late by which time rows may be late, if by any
    GroupInput(
            PhysicalPlan input,
            UserGroup group,
            @Nullable UserGroup initial,
            String operator,
            @Nullable EventTimeKey late,
            TaskContext task) {
        this.task = task;
        this.operator = operator;
        this.late = late;
        List<PhysicalPlan> inputs = input.children();
        List<Column> columns = inputs.size() == 2 ? inputs.getLast().output() : input.output();
        groups = new GroupedObjects(group, columns, task);
        initials = initial == null
                ? null
                : new GroupedObjects(initial, inputs.getFirst().output(), task);
        ofInitial = initials != null;
    }

    GroupedObjects groups() {
        return groups;
    }

    @Nullable
    GroupedObjects initials() {
        return initials;
    }

    void push(Chunk chunk) {
        if (ofInitial && initials != null) {
            initials.add(chunk);
        } else if (late == null) {
            groups.add(chunk);
        } else {
            groups.add(chunk.select(late.onTime(chunk, operator, task)));
        }
    }

    /// The initial state has ended.
    void next() {
        ofInitial = false;
    }

    /// What is pushed from now on is of the next run.
    void end() {
        ofInitial = initials != null;
    }
}
