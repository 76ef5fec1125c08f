package dev.sluice.execution.operator;

import dev.sluice.ast.GroupCode;
import dev.sluice.encoder.Encoder;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.plan.UserGroup;
import dev.sluice.vector.Chunk;
import java.util.List;

/// Sends groups of rows through a program's code, as objects, once the last row is there.
public record UserGroupsExec(
        PhysicalPlan input, UserGroup group, GroupCode.Each code, Encoder<Object> to, List<Column> output)
        implements OperatorPlan {

    public UserGroupsExec {
        output = List.copyOf(output);
    }

    @Override
    public Operator open(TaskContext task) {
        var groups = new GroupedObjects(group, input.output(), task);
        var made = new MadeRows(to.writer());
        return new Operator() {
            @Override
            public void push(Chunk chunk, Output out) {
                groups.add(chunk);
            }

            @Override
            public void finish(Output out) {
                if (groups.count() == 0) return;
                groups.close();
                for (int i = 0; i < groups.count(); i++) call(i, out);
                made.flush(out);
                groups.clear();
            }

            private void call(int group, Output out) {
                try {
                    made.addAll(code.function().call(groups.key(group), groups.values(group)), out);
                } catch (Exception e) {
                    throw UserErrors.of(code.name(), e);
                }
            }
        };
    }

    @Override
    public String describe() {
        return "UserGroups(" + code.name() + ", " + group.keys() + ", "
                + group.objects().fields() + ", " + output + ")";
    }
}
