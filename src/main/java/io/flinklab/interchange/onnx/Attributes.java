package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.LongStream;

/** What a node is told beside its inputs. */
final class Attributes {
    private Attributes() {}

    static AttributeProto integer(String name, long value) {
        return named(name, AttributeType.INT).setI(value).build();
    }

    static AttributeProto integers(String name, LongStream values) {
        return named(name, AttributeType.INTS).addAllInts(values.boxed().toList()).build();
    }

    static AttributeProto texts(String name, List<String> values) {
        return named(name, AttributeType.STRINGS)
                .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
                .build();
    }

    private static AttributeProto.Builder named(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
