package dev.sluice.aws.kinesis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A test that is skipped where there is no kinesalite.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresKinesalite.Condition.class)
@interface RequiresKinesalite {

    /// Looks for it.
    final class Condition implements ExecutionCondition {
        Condition() {}

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return KinesisServer.program().isPresent()
                    ? ConditionEvaluationResult.enabled("kinesalite is there")
                    : ConditionEvaluationResult.disabled("there is no node, or no kinesalite in target/kinesalite: "
                            + "npm install --prefix sluice-aws/target/kinesalite kinesalite@3.3.3");
        }
    }
}
