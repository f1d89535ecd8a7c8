package io.flinklab.interchange.torch;

import io.flinklab.data.Excerpt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A TorchScript class in the making: the tensors that it holds, and the body of its forward. */
final class ScriptModule {
    /** The tensor that forward takes. */
    static final String INPUT = "x";

    /** Words of the language, and names that the class itself uses. */
    private static final Set<String> RESERVED =
            Set.of(
                    ("and as assert break class continue def del elif else except False "
                                    + "finally for from global if import in is lambda None nonlocal not "
                                    + "or pass raise return torch training True try while with yield self "
                                    + "x")
                            .split(" "));

    private final String name;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<String> body = new ArrayList<>();
    private final Set<String> taken = new HashSet<>(RESERVED);

    private final List<String> columns;

    /** A class of this name, empty, whose input has these columns. */
    ScriptModule(String name, List<String> columns) {
        this.name = name;
        this.columns = columns;
    }

    String name() {
        return name;
    }

    List<Tensor> tensors() {
        return tensors;
    }

    /** Adds numbers that training found, and returns the expression that reads them. */
    String parameter(String wanted, List<Double> values, Integer... shape) {
        return add(
                Tensor.ofDoubles(
                        variable(wanted),
                        true,
                        values,
                        shape.length == 0 ? List.of(values.size()) : List.of(shape)));
    }

    /** Adds other numbers, likewise. */
    String buffer(String wanted, List<Double> values) {
        return add(Tensor.ofDoubles(variable(wanted), false, values, List.of(values.size())));
    }

    /** Adds the whole numbers from 0, likewise. */
    String positions(String wanted, int count) {
        return buffer(wanted, IntStream.range(0, count).mapToObj(i -> (double) i).toList());
    }

    /** Adds positions of elements, likewise. */
    String indices(String wanted, long[] values) {
        return add(Tensor.ofLongs(variable(wanted), values));
    }

    /** A name that nothing else here has, as near to the one wanted as the language allows. */
    String variable(String wanted) {
        String legal = wanted.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=[0-9_])", "c");
        String free = legal;
        for (int i = 2; !taken.add(free); i++) {
            free = legal + "_" + i;
        }
        return free;
    }

    /** Adds a line to forward, in the format of {@link String#formatted}. */
    void line(String format, Object... arguments) {
        body.add(format.formatted(arguments));
    }

    /** Adds a comment to forward. */
    void comment(String text) {
        body.add("# " + text.replaceAll("\\R", " "));
    }

    /** Adds a check of the rows, whose failure ends forward with an error. */
    void require(String condition, String message) {
        String literal = message.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ");
        line("assert bool(torch.all(%s)), \"%s\"", condition, literal);
    }

    /** The whole class. */
    String source() {
        StringBuilder source = new StringBuilder("class " + name + "(Module):\n");
        source.append("  __parameters__ = [").append(names(true)).append("]\n");
        source.append("  __buffers__ = [").append(names(false)).append("]\n");
        tensors.forEach(tensor -> source.append("  " + tensor.name() + " : Tensor\n"));
        source.append("  training : bool\n");
        source.append("  def forward(self: __torch__.flinklab." + name + ",\n");
        source.append("    " + INPUT + ": Tensor) -> Tensor:\n");
        source.append("    # " + INPUT + ": ");
        source.append(Excerpt.printable(String.join(", ", columns), Integer.MAX_VALUE));
        source.append(";\n");
        source.append(
                "    # a text is its position among the categories in export_metadata.json\n");
        body.forEach(line -> source.append("    ").append(line).append('\n'));
        return source.toString();
    }

    private String names(boolean parameters) {
        return tensors.stream()
                .filter(tensor -> tensor.isParameter() == parameters)
                .map(tensor -> '"' + tensor.name() + "\", ")
                .collect(Collectors.joining());
    }

    private String add(Tensor tensor) {
        tensors.add(tensor);
        return "self." + tensor.name();
    }

    /**
     * A tensor of a module.
     *
     * @param name of the attribute that holds it
     * @param isParameter whether training found it; otherwise it is a constant of the model
     * @param storage PyTorch's name for memory of this type of number
     * @param shape one length a dimension
     * @param content the numbers, the last dimension varying fastest, little-endian
     */
    record Tensor(
            String name, boolean isParameter, String storage, List<Integer> shape, byte[] content) {

        static Tensor ofDoubles(
                String name, boolean isParameter, List<Double> values, List<Integer> shape) {
            ByteBuffer bytes = littleEndian(values.size());
            values.forEach(bytes::putDouble);
            return new Tensor(name, isParameter, "DoubleStorage", shape, bytes.array());
        }

        static Tensor ofLongs(String name, long[] values) {
            ByteBuffer bytes = littleEndian(values.length);
            for (long value : values) {
                bytes.putLong(value);
            }
            return new Tensor(name, false, "LongStorage", List.of(values.length), bytes.array());
        }

        /** How many numbers. */
        int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        private static ByteBuffer littleEndian(int numbers) {
            return ByteBuffer.allocate(numbers * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
