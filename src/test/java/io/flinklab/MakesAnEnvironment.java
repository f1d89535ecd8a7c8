package io.flinklab;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Calls that give a new Flink environment: its constructors and its factory methods. */
final class MakesAnEnvironment extends DescribedPredicate<JavaCall<?>> {

    MakesAnEnvironment() {
        super("makes a Flink environment");
    }

    @Override
    public boolean test(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        return target.getOwner().isAssignableTo(StreamExecutionEnvironment.class)
                && (target.getName().equals("<init>")
                        || target.getName().matches("(create|get)\\w*Environment\\w*"));
    }
}
