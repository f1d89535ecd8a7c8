package io.flinklab.notebook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One parsed source file and the type of interest in it; cuts out exact pieces of its text. */
final class SourceFile {
    private static final String CONSTRUCTOR = "new";

    private final String source;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final ClassTree type;

    private SourceFile(String source, JavacTask task, Class<?> wanted) throws IOException {
        this.source = source;
        this.unit = task.parse().iterator().next();
        this.positions = Trees.instance(task).getSourcePositions();
        this.type = find(unit.getTypeDecls(), wanted);
    }

    static SourceFile parse(Class<?> wanted, String source) {
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavacTask task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(null, null, problem -> {}, null, null, List.of(file));
        try {
            return new SourceFile(source, task, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String type() {
        return cut(type);
    }

    String methods(String name) {
        Predicate<MethodTree> wanted =
                method ->
                        method.getName().contentEquals(CONSTRUCTOR.equals(name) ? "<init>" : name);
        String found = methods().filter(wanted).map(this::cut).collect(Collectors.joining("\n\n"));
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has no method %s in its source; it has %s."
                            .formatted(
                                    type.getSimpleName(),
                                    name,
                                    methods()
                                            .map(method -> method.getName().toString())
                                            .map(n -> "<init>".equals(n) ? CONSTRUCTOR : n)
                                            .distinct()
                                            .collect(Collectors.joining(", "))));
        }
        return found;
    }

    private Stream<MethodTree> methods() {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> positions.getEndPosition(unit, method) >= 0);
    }

    /** The tree's whole lines with the Javadoc above it, moved to the left margin. */
    private String cut(Tree tree) {
        int end = (int) positions.getEndPosition(unit, tree);
        int start = (int) positions.getStartPosition(unit, tree);
        String before = source.substring(0, start).stripTrailing();
        int from = before.endsWith("*/") ? before.lastIndexOf("/**") : start;
        return source.substring(source.lastIndexOf('\n', from) + 1, end).stripIndent();
    }

    private static ClassTree find(List<? extends Tree> trees, Class<?> wanted) {
        List<? extends Tree> candidates =
                wanted.getEnclosingClass() == null
                        ? trees
                        : find(trees, wanted.getEnclosingClass()).getMembers();
        return candidates.stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(tree -> tree.getSimpleName().contentEquals(wanted.getSimpleName()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The source has no type " + wanted.getName() + "."));
    }
}
