package io.flinklab;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.util.regex.Pattern;

/** A call that makes objects of bytes, of whatever class the bytes say. */
final class ReadsObjects extends DescribedPredicate<JavaCall<?>> {
    private static final Pattern OWNERS =
            Pattern.compile(
                    ".*(ObjectInputStream|XMLDecoder|InstantiationUtil|Serialization(Utils|Util)"
                            + "|SerializedValue|\\.Kryo|snakeyaml\\.Yaml|XStream|Hessian\\w*Input)");

    private static final Pattern READING =
            Pattern.compile(
                    "<init>|readObject|readUnshared|deserialize\\w*|readClassAndObject|load\\w*"
                            + "|fromXML|clone");

    ReadsObjects() {
        super("read objects of any class from bytes");
    }

    @Override
    public boolean test(JavaCall<?> call) {
        String method = call.getTarget().getName();
        return OWNERS.matcher(call.getTargetOwner().getName()).matches()
                        && READING.matcher(method).matches()
                || method.matches("(activate|enable)DefaultTyping\\w*");
    }
}
