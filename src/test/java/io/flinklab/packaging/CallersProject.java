package io.flinklab.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Maven project whose one dependency is this module. It is resolved without a network into a
 * local repository of its own, which has the module as {@code mvn install} would put it there; all
 * else comes from the local repository of this build.
 */
final class CallersProject {
    private static final Path JAR = Path.of("target/flink-ml-lab.jar");
    private static final String MODULE = "io/flinklab/flink-ml-lab/0.1.0-SNAPSHOT";
    private static final String FILE = "flink-ml-lab-0.1.0-SNAPSHOT";
    private static final String POM =
            """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.example</groupId>
              <artifactId>caller</artifactId>
              <version>1</version>
              <dependencies>
                <dependency>
                  <groupId>io.flinklab</groupId>
                  <artifactId>flink-ml-lab</artifactId>
                  <version>0.1.0-SNAPSHOT</version>
                </dependency>
              </dependencies>
            </project>
            """;
    private static final String SETTINGS =
            """
            <settings>
              <mirrors>
                <mirror>
                  <id>this-build</id>
                  <mirrorOf>*</mirrorOf>
                  <url>%s</url>
                </mirror>
              </mirrors>
            </settings>
            """;

    private final Path directory;

    private CallersProject(Path directory) {
        this.directory = directory;
    }

    /** Skips the calling test where Maven does not run it, or the jar was not built. */
    static CallersProject in(Path directory) throws IOException {
        assumeThat(System.getProperty("maven.home"))
                .withFailMessage("SKIPPED: needs Maven; run mvn verify")
                .isNotNull();
        assumeThat(JAR).withFailMessage("SKIPPED: needs %s; run mvn package", JAR).isRegularFile();
        CallersProject project = new CallersProject(directory);
        Path build = Path.of(System.getProperty("localRepository"));
        Files.writeString(directory.resolve("pom.xml"), POM);
        Files.writeString(directory.resolve("settings.xml"), SETTINGS.formatted(build.toUri()));
        Path module = Files.createDirectories(project.repository().resolve(MODULE));
        Files.copy(JAR, module.resolve(FILE + ".jar"));
        Files.copy(Path.of("pom.xml"), module.resolve(FILE + ".pom"));
        return project;
    }

    /** The jars that Maven resolves. */
    List<Path> classPath() throws Exception {
        Path file = directory.resolve("classpath");
        run(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-q",
                "-s",
                "settings.xml",
                "-Dmaven.repo.local=" + repository(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                "-Dmdep.outputFile=" + file);
        return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** Runs a program here, and gives what it printed. */
    String run(String... command) throws Exception {
        Path output = directory.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private Path repository() {
        return directory.resolve("repository");
    }
}
