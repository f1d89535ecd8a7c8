package io.flinklab;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Classes of this project outside a package and those that it may import. */
final class OtherRooms extends DescribedPredicate<JavaClass> {
    private static final String ROOT = "io.flinklab.";

    private final Set<String> allowed;

    OtherRooms(String own, String... others) {
        super("reside in a package of io.flinklab other than " + own + Arrays.toString(others));
        allowed = new HashSet<>(Arrays.asList(others));
        allowed.add(own);
    }

    @Override
    public boolean test(JavaClass type) {
        if (!type.getPackageName().startsWith(ROOT)) {
            return false;
        }
        return !allowed.contains(type.getPackageName().substring(ROOT.length()).split("\\.")[0]);
    }
}
