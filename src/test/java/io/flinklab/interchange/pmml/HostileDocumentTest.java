package io.flinklab.interchange.pmml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.serving.Scorer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that somebody made to read other files, to call other servers, or to never end. */
class HostileDocumentTest {
    private static final String SECRET = "a secret of this machine";
    private static final Example CUSTOMER =
            new Customer(1, 2, "Ugo", 700, "Spain", "Male", 50, 4, 0, 1, 0, 0, 5e4, 0).toExample();

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    @TempDir Path directory;
    private Path secret;

    @BeforeEach
    void start() throws IOException {
        secret = Files.writeString(directory.resolve("secret.txt"), SECRET);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                call -> {
                    calls.incrementAndGet();
                    call.sendResponseHeaders(404, -1);
                    call.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE PMML>",
                "<!DOCTYPE PMML SYSTEM \"http://HERE/pmml.dtd\">",
                "<!DOCTYPE PMML PUBLIC \"-//X\" \"http://HERE/pmml.dtd\">",
                "<!DOCTYPE PMML [<!ENTITY e \"x\">]>",
                "<!DOCTYPE PMML [<!ENTITY e SYSTEM \"file://SECRET\">]>",
                "<!DOCTYPE PMML [<!ENTITY e SYSTEM \"http://HERE/e\">]>",
                "<!DOCTYPE PMML [<!ENTITY % p SYSTEM \"http://HERE/p\"> %p;]>",
                "<!DOCTYPE PMML [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\"><!ENTITY e \"&c;&c;&c;&c;&c;&c;\">]>"
            })
    void shouldRefuseADocumentType(String type) {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16}) {
            String text =
                    tree().replace("encoding=\"UTF-8\"", "encoding=\"" + charset.name() + "\"")
                            .replace("?>", "?>" + filled(type))
                            .replace("a text editor", "&e;");

            assertThatThrownBy(() -> PmmlScorer.open(Churn.SCHEMA, text.getBytes(charset)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected a whole PMML document")
                    .hasMessageNotContaining(SECRET);
        }
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml-stylesheet type=\"text/xsl\" href=\"http://HERE/s.xsl\"?>",
                "<?import file://SECRET?>",
            })
    void shouldFollowNoInstruction(String instruction) {
        String text = tree().replace("?>", "?>" + filled(instruction));

        try (Scorer scorer = PmmlScorer.open(Churn.SCHEMA, text.getBytes(StandardCharsets.UTF_8))) {
            assertThat(scorer.score(CUSTOMER)).isEqualTo(0.7);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void shouldIncludeNothing() {
        String text =
                tree().replace(
                                "<PMML ",
                                "<PMML xmlns:xi=\"http://www.w3.org/2001/XInclude\""
                                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                        + " xsi:schemaLocation=\"http://www.dmg.org/PMML-4_3"
                                        + " http://HERE/pmml.xsd\" ")
                        .replace(
                                "</Header>",
                                "<Extension><xi:include parse=\"text\" href=\"file://SECRET\"/>"
                                        + "<xi:include href=\"http://HERE/x\"/></Extension></Header>");

        try (Scorer scorer =
                PmmlScorer.open(Churn.SCHEMA, filled(text).getBytes(StandardCharsets.UTF_8))) {
            assertThat(scorer.score(CUSTOMER)).isEqualTo(0.7);
        }
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 200_000})
    @Timeout(30)
    void shouldRefuseElementsWithinElementsWithoutEnd(int depth) {
        String nested =
                "<Extension>".repeat(depth) + "x" + "</Extension>".repeat(depth) + "</Header>";

        assertRefused(tree().replace("</Header>", nested), "deep");
    }

    @Test
    @Timeout(30)
    void shouldRefuseTreesWithoutEnd() {
        String node = "<Node score=\"0\"><True/>";
        String tree = tree();
        int first = tree.indexOf("<Node score=\"0\">");
        String nested =
                tree.substring(0, first)
                        + node.repeat(20_000)
                        + "</Node>".repeat(20_000)
                        + "</TreeModel></PMML>";

        assertRefused(nested, "deep");
    }

    @Test
    @Timeout(30)
    void shouldRefuseAFieldThatIsMadeOfItself() {
        String circle =
                "<TransformationDictionary><DerivedField name=\"Circle\" optype=\"continuous\""
                        + " dataType=\"double\"><Apply function=\"+\"><FieldRef field=\"Circle\"/>"
                        + "<Constant>1</Constant></Apply></DerivedField></TransformationDictionary>"
                        + "<TreeModel ";
        String text =
                tree().replace("<TreeModel ", circle)
                        .replace(
                                "<SimplePredicate field=\"Age\"",
                                "<SimplePredicate field=\"Circle\"");

        assertThatThrownBy(
                        () -> {
                            try (Scorer scorer =
                                    PmmlScorer.open(
                                            Churn.SCHEMA, text.getBytes(StandardCharsets.UTF_8))) {
                                scorer.score(CUSTOMER);
                            }
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xpected");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(
                        () -> PmmlScorer.open(Churn.SCHEMA, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a whole PMML document")
                .hasMessageContaining(message)
                .extracting(failure -> failure.getMessage().length())
                .matches(length -> length < 1000);
    }

    private String filled(String text) {
        return text.replace("HERE", "127.0.0.1:" + server.getAddress().getPort())
                .replace("SECRET", secret.toString());
    }

    private static String tree() {
        try (InputStream file = HostileDocumentTest.class.getResourceAsStream("/pmml/tree.pmml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("tree.pmml is among the test resources", e);
        }
    }
}
