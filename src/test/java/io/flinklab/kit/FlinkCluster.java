package io.flinklab.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * A Flink cluster of processes on the loopback interface: a job manager and task managers, with the
 * jars that a Flink distribution has on their class path and nothing of this project. A job brings
 * its jars along.
 */
public final class FlinkCluster implements AutoCloseable {
    private static final Path JOB_JAR = Path.of("target", "flink-ml-lab-job.jar");
    private static final Path LIBRARIES = Path.of("target", "lib");
    private static final Path PLUGINS = Path.of("target", "plugins");
    private static final Path JVM_OPTIONS = Path.of("environment", "jvm.options");

    private final Path directory;
    private final ClusterRest rest;
    private final int slots;
    private final List<Path> added;
    private final Map<String, Process> taskManagers = new LinkedHashMap<>();
    private Process jobManager;
    private int started;

    private FlinkCluster(Path directory, int restPort, int slots, List<Path> added) {
        this.directory = directory;
        this.rest = new ClusterRest("127.0.0.1", restPort);
        this.slots = slots;
        this.added = added;
    }

    /** Two task managers of two slots each. */
    public static FlinkCluster start() throws Exception {
        return start(2, 2, Map.of());
    }

    /**
     * Starts a cluster and returns when its task managers are there.
     *
     * @param slots of each task manager
     * @param settings of Flink's, which go before this class's own
     */
    public static FlinkCluster start(int taskManagers, int slots, Map<String, String> settings)
            throws Exception {
        return start(taskManagers, slots, settings, List.of());
    }

    /**
     * The same with more jars in the cluster's lib directory, as it were: on the class path of its
     * processes, and loaded once in each.
     */
    public static FlinkCluster start(
            int taskManagers, int slots, Map<String, String> settings, List<Path> jars)
            throws Exception {
        List<Integer> ports = FreePorts.find(2);
        Path directory = Files.createTempDirectory("flink-ml-lab-cluster");
        FlinkCluster cluster = new FlinkCluster(directory, ports.get(1), slots, jars);
        try {
            cluster.configure(ports.get(0), ports.get(1), settings);
            cluster.jobManager =
                    cluster.process(
                            "job-manager",
                            List.of("-Xmx320m", "-XX:MaxMetaspaceSize=192m"),
                            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                            List.of());
            for (int i = 0; i < taskManagers; i++) {
                cluster.launchTaskManager();
            }
            cluster.awaitTaskManagers();
            return cluster;
        } catch (Exception e) {
            e.addSuppressed(new IllegalStateException(cluster.logs()));
            cluster.close();
            throw e;
        }
    }

    /** The cluster's REST interface. */
    public ClusterRest rest() {
        return rest;
    }

    /**
     * A new environment, whose jobs run here with the project's job jar.
     *
     * @param more classes that are not in that jar, such as a test's own functions; each with its
     *     nested classes
     */
    public StreamExecutionEnvironment environment(Class<?>... more) throws IOException {
        List<String> jars = new ArrayList<>(List.of(JOB_JAR.toString()));
        if (more.length > 0) {
            jars.add(ClassJar.write(directory, more).toString());
        }
        return StreamExecutionEnvironment.createRemoteEnvironment(
                "127.0.0.1", rest.port(), new Configuration(), jars.toArray(String[]::new));
    }

    /** The task managers' names, in the order of their start. */
    public List<String> taskManagers() {
        return List.copyOf(taskManagers.keySet());
    }

    /** Kills a task manager at once, as a power cut would. */
    public void killTaskManager(String name) {
        Process process = taskManagers.remove(name);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts another task manager, and returns its name when it is there. */
    public String startTaskManager() throws Exception {
        String name = launchTaskManager();
        awaitTaskManagers();
        return name;
    }

    /** Process ids by name; {@code job-manager} is one. */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new HashMap<>();
        taskManagers.forEach((name, process) -> pids.put(name, process.pid()));
        pids.put("job-manager", jobManager.pid());
        return pids;
    }

    /** Kills all processes, and removes their files. */
    @Override
    public void close() throws IOException {
        List<Process> all = new ArrayList<>(taskManagers.values());
        if (jobManager != null) {
            all.add(jobManager);
        }
        all.forEach(Process::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        taskManagers.clear();
        FileUtils.deleteDirectory(directory.toFile());
    }

    private String launchTaskManager() throws IOException {
        String name = "task-manager-" + ++started;
        Process process =
                process(
                        name,
                        List.of(
                                "-Xmx288m",
                                "-XX:MaxDirectMemorySize=160m",
                                "-XX:MaxMetaspaceSize=192m"),
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        List.of("-Dtaskmanager.resource-id=" + name));
        taskManagers.put(name, process);
        return name;
    }

    private void awaitTaskManagers() throws Exception {
        Set<String> expected = Set.copyOf(taskManagers.keySet());
        rest.await("task managers " + expected, () -> registered().containsAll(expected));
    }

    private Set<String> registered() throws Exception {
        for (Process process : taskManagers.values()) {
            if (!process.isAlive() || !jobManager.isAlive()) {
                throw new IllegalStateException("A process of the cluster has ended:\n" + logs());
            }
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode each : rest.get("/taskmanagers").path("taskmanagers")) {
            names.add(each.path("id").asText());
        }
        return names;
    }

    /** Where no script starts Flink's processes, every part of the memory has to be named. */
    private void configure(int port, int restPort, Map<String, String> more) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.rpc.port", Integer.toString(port));
        settings.put("jobmanager.bind-host", "127.0.0.1");
        settings.put("taskmanager.host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("io.tmp.dirs", directory.resolve("tmp").toString());
        settings.put("blob.storage.directory", directory.resolve("blobs").toString());
        settings.put("state.checkpoints.dir", directory.resolve("checkpoints").toUri().toString());
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        settings.put("taskmanager.cpu.cores", Integer.toString(slots));
        settings.put("taskmanager.memory.framework.heap.size", "96m");
        settings.put("taskmanager.memory.task.heap.size", "192m");
        settings.put("taskmanager.memory.framework.off-heap.size", "64m");
        settings.put("taskmanager.memory.task.off-heap.size", "32m");
        settings.put("taskmanager.memory.network.min", "64m");
        settings.put("taskmanager.memory.network.max", "64m");
        settings.put("taskmanager.memory.managed.size", "32m");
        settings.put("taskmanager.memory.jvm-metaspace.size", "192m");
        settings.put("taskmanager.memory.jvm-overhead.min", "64m");
        settings.put("taskmanager.memory.jvm-overhead.max", "64m");
        settings.put("cluster.evenly-spread-out-slots", "true");
        settings.put("heartbeat.interval", "1000");
        settings.put("heartbeat.timeout", "5000");
        settings.put("restart-strategy.type", "fixed-delay");
        settings.put("restart-strategy.fixed-delay.attempts", "100");
        settings.put("restart-strategy.fixed-delay.delay", "1 s");
        settings.putAll(more);
        List<String> lines =
                settings.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
        Files.createDirectories(directory.resolve("tmp"));
        Files.write(directory.resolve("flink-conf.yaml"), lines);
        Files.writeString(
                directory.resolve("log4j2.properties"),
                """
                rootLogger.level = info
                rootLogger.appenderRef.out.ref = out
                appender.out.name = out
                appender.out.type = Console
                appender.out.layout.type = PatternLayout
                appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} - %m%n
                """);
    }

    private Process process(String name, List<String> jvm, String main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + JVM_OPTIONS);
        command.addAll(jvm);
        command.add("-Dlog4j2.configurationFile=" + directory.resolve("log4j2.properties"));
        command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
        command.addAll(List.of("-cp", classPath(), main, "--configDir", directory.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve(name + ".log").toFile());
        builder.environment().put("FLINK_PLUGINS_DIR", PLUGINS.toAbsolutePath().toString());
        return builder.start();
    }

    private String classPath() throws IOException {
        try (Stream<Path> libraries = Files.list(LIBRARIES);
                JarFile job = new JarFile(JOB_JAR.toFile())) {
            return Stream.concat(
                            libraries.filter(library -> !isIn(job, library)).sorted(),
                            added.stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Whether the job brings that library, which a Flink distribution therefore has not. */
    private static boolean isIn(JarFile job, Path library) {
        try (JarFile jar = new JarFile(library.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(FlinkCluster::isClass)
                    .findFirst()
                    .filter(name -> job.getEntry(name) != null)
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    /** The last lines of each process's log. */
    private String logs() {
        StringBuilder logs = new StringBuilder();
        String[] names = directory.toFile().list((folder, name) -> name.endsWith(".log"));
        for (String name : names == null ? new String[0] : names) {
            try {
                List<String> lines = Files.readAllLines(directory.resolve(name));
                logs.append(name).append(":\n");
                lines.subList(Math.max(0, lines.size() - 20), lines.size())
                        .forEach(line -> logs.append(line).append('\n'));
            } catch (IOException e) {
                logs.append(Arrays.toString(names)).append(" cannot be read: ").append(e);
            }
        }
        return logs.toString();
    }
}
