package io.flinklab.interchange.torch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes Python's pickle format, version 2: the few operations that a module's tensors need. */
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Pickle() {
        out.write(0x80);
        out.write(2);
    }

    /** No values: an empty tuple. */
    static byte[] nothing() {
        return new Pickle().op(')').end();
    }

    /** The object of a module's class; the numbers of its i-th tensor lie elsewhere, as data/i. */
    static byte[] module(ScriptModule module) {
        Pickle pickle = new Pickle();
        pickle.global("__torch__.flinklab", module.name()).op(')').op(0x81);
        pickle.op('}').op('(');
        List<ScriptModule.Tensor> tensors = module.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            pickle.text(tensors.get(i).name()).tensor(tensors.get(i), i);
        }
        return pickle.text("training").no().op('u').op('b').end();
    }

    /** PyTorch's function that makes a tensor, called with what it takes. */
    private Pickle tensor(ScriptModule.Tensor tensor, int storage) {
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", tensor.storage());
        text(Integer.toString(storage)).text("cpu").number(tensor.size()).op('t').op('Q');
        number(0).numbers(tensor.shape()).numbers(strides(tensor.shape())).no();
        return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }

    private static List<Integer> strides(List<Integer> shape) {
        Integer[] strides = new Integer[shape.size()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        return List.of(strides);
    }

    private Pickle global(String module, String name) {
        op('c');
        out.writeBytes((module + '\n' + name + '\n').getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private Pickle text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        op('X').littleEndian(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private Pickle number(int value) {
        return op('J').littleEndian(value);
    }

    private Pickle numbers(List<Integer> values) {
        op('(');
        values.forEach(this::number);
        return op('t');
    }

    private Pickle no() {
        return op(0x89);
    }

    private byte[] end() {
        op('.');
        return out.toByteArray();
    }

    private Pickle littleEndian(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >> shift);
        }
        return this;
    }

    private Pickle op(int code) {
        out.write(code);
        return this;
    }
}
