package io.flinklab.app;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Defines the classes of a notebook's cells in the system's class loader. JJava has a loader of its
 * own for them, which Flink on the class path does not see: a job's lambda would not be found.
 */
final class CellClasses {
    private final ExecutionControl jjava;
    private final Map<String, Class<?>> loaded;
    private final ClassLoader system = ClassLoader.getSystemClassLoader();
    private final Method define;
    private final Method append;

    private CellClasses(ExecutionControl jjava, Map<String, Class<?>> loaded)
            throws ReflectiveOperationException {
        this.jjava = jjava;
        this.loaded = loaded;
        define =
                ClassLoader.class.getDeclaredMethod(
                        "defineClass", String.class, byte[].class, int.class, int.class);
        define.setAccessible(true);
        // What a Java agent extends the class path by.
        append =
                system.getClass()
                        .getDeclaredMethod("appendToClassPathForInstrumentation", String.class);
        append.setAccessible(true);
    }

    /** From the next cell on; in a kernel that has Flink in JJava's own loader, nothing changes. */
    static void besideFlink(BaseKernel kernel) throws ReflectiveOperationException {
        if (CellClasses.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
            return;
        }
        Object shell = kernel.getClass().getMethod("getJShell").invoke(kernel);
        Field control = accessible(JShell.class, "executionControl");
        ExecutionControl jjava = (ExecutionControl) control.get(shell);
        CellClasses classes = new CellClasses(jjava, loadedBy(jjava));
        control.set(
                shell,
                Proxy.newProxyInstance(
                        CellClasses.class.getClassLoader(),
                        new Class<?>[] {ExecutionControl.class},
                        (proxy, method, arguments) -> classes.call(method, arguments)));
    }

    /** Where JJava looks for the class of a cell that it is to run. */
    @SuppressWarnings("unchecked")
    private static Map<String, Class<?>> loadedBy(ExecutionControl jjava)
            throws ReflectiveOperationException {
        Object delegate = accessible(jjava.getClass(), "loaderDelegate").get(jjava);
        Field classes = accessible(delegate.getClass(), "loadedClasses");
        return (Map<String, Class<?>>) classes.get(delegate);
    }

    private static Field accessible(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            if (method.getName().equals("load")) {
                load((ClassBytecodes[]) arguments[0]);
                return null;
            }
            if (method.getName().equals("addToClasspath")) {
                for (String path : ((String) arguments[0]).split(File.pathSeparator)) {
                    append.invoke(system, path);
                }
            }
            return method.invoke(jjava, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void load(ClassBytecodes[] classes)
            throws IllegalAccessException, ClassInstallException {
        boolean[] installed = new boolean[classes.length];
        LinkageError failure = null;
        int missing = classes.length;
        int before = missing + 1;
        // A class can come before the one that it extends; it is tried again after that.
        while (missing > 0 && missing < before) {
            before = missing;
            for (int i = 0; i < classes.length; i++) {
                if (!installed[i]) {
                    try {
                        loaded.put(classes[i].name(), define(classes[i]));
                        installed[i] = true;
                        missing--;
                    } catch (LinkageError e) {
                        failure = e;
                    }
                }
            }
        }
        if (missing > 0) {
            throw new ClassInstallException(String.valueOf(failure), installed);
        }
    }

    private Class<?> define(ClassBytecodes cell) throws IllegalAccessException {
        byte[] bytes = cell.bytecodes();
        try {
            return (Class<?>) define.invoke(system, cell.name(), bytes, 0, bytes.length);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof LinkageError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
