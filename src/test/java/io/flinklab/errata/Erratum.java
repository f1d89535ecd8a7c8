package io.flinklab.errata;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A defect of Flink ML 2.3.0, which the annotated test shows. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Erratum {
    /** The stages that have it, not their models; none where it belongs to no stage. */
    Class<?>[] stages();

    /** What is wrong, as one sentence without its full stop. */
    String defect();

    /** What this project does about it, likewise; empty where it does nothing. */
    String cure() default "";

    /** The issue that repairs it in sources which were not released; empty where there is none. */
    String repairedBy() default "";
}
