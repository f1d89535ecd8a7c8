package io.flinklab.data.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What a {@link DataFileSource} remembers from run to run.
 *
 * @param splits how many splits there have been
 * @param taken each file that was taken and what it was then, by its address
 * @param refused addresses of what could not be read, and was told
 * @param waiting splits that no reader has
 */
record TakenFiles(
        long splits,
        Map<String, FileStamp> taken,
        Set<String> refused,
        List<DataFileSplit> waiting) {

    static final TakenFiles NONE = new TakenFiles(0, Map.of(), Set.of(), List.of());

    /** Addresses are sorted and written without what they share with the one before. */
    static final class Serializer implements SimpleVersionedSerializer<TakenFiles> {

        @Override
        public int getVersion() {
            return DataFileSplit.Serializer.VERSION;
        }

        @Override
        public byte[] serialize(TakenFiles files) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeLong(files.splits);
                out.writeInt(files.taken.size());
                String last = "";
                for (Map.Entry<String, FileStamp> each : new TreeMap<>(files.taken).entrySet()) {
                    int shared = shared(last, each.getKey());
                    out.writeInt(shared);
                    out.writeUTF(each.getKey().substring(shared));
                    each.getValue().write(out);
                    last = each.getKey();
                }
                out.writeInt(files.refused.size());
                for (String each : files.refused) {
                    out.writeUTF(each);
                }
                out.writeInt(files.waiting.size());
                for (DataFileSplit each : files.waiting) {
                    DataFileSplit.Serializer.write(each, out);
                }
            }
            return bytes.toByteArray();
        }

        @Override
        public TakenFiles deserialize(int version, byte[] bytes) throws IOException {
            DataFileSplit.Serializer.requireVersion(version);
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                return new TakenFiles(in.readLong(), taken(in), refused(in), waiting(in));
            }
        }

        private static Map<String, FileStamp> taken(DataInputStream in) throws IOException {
            Map<String, FileStamp> taken = new TreeMap<>();
            String last = "";
            for (int left = in.readInt(); left > 0; left--) {
                last = last.substring(0, in.readInt()) + in.readUTF();
                taken.put(last, FileStamp.read(in));
            }
            return taken;
        }

        private static Set<String> refused(DataInputStream in) throws IOException {
            Set<String> refused = new TreeSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                refused.add(in.readUTF());
            }
            return refused;
        }

        private static List<DataFileSplit> waiting(DataInputStream in) throws IOException {
            List<DataFileSplit> waiting = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                waiting.add(DataFileSplit.Serializer.read(in));
            }
            return waiting;
        }

        private static int shared(String one, String other) {
            int end = Math.min(one.length(), other.length());
            int shared = 0;
            while (shared < end && one.charAt(shared) == other.charAt(shared)) {
                shared++;
            }
            return shared;
        }
    }
}
