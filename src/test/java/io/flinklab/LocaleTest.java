package io.flinklab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Format;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The same text wherever it is made: no number, date or letter depends on a machine's language. */
@AnalyzeClasses(packages = "io.flinklab", importOptions = ImportOption.DoNotIncludeTests.class)
class LocaleTest {
    /**
     * A string with a conversion whose digits are the locale's, as %d; %s writes a number alike.
     */
    private static final Pattern LOCALIZED =
            Pattern.compile("%(\\d+\\$)?[-#+ 0,(<]*\\d*(\\.\\d+)?[dfegEGtT]");

    private static final Pattern FORMATTING = Pattern.compile("\\.format(ted)?\\(|printf\\(");
    private static final Pattern STATEMENT_END = Pattern.compile("[;{}]\\s*\\n");

    @ArchTest
    static final ArchRule noCallUsesTheMachinesLocale =
            ArchRuleDefinition.noClasses().should().callCodeUnitWhere(new UsesTheMachinesLocale());

    @ArchTest
    static void noNumberIsWrittenInTheMachinesDigits(JavaClasses classes) throws IOException {
        assertThat(classes).isNotEmpty();
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String statement : STATEMENT_END.split(Files.readString(file))) {
                    Matcher number = LOCALIZED.matcher(statement);
                    boolean formats = FORMATTING.matcher(statement).find();
                    if (formats && !statement.contains("Locale.ROOT") && number.find()) {
                        found.add(file + ": " + number.group() + " in" + statement);
                    }
                }
            }
        }
        assertThat(found)
                .as("A number is written with %s, or with a locale, which is Locale.ROOT")
                .isEmpty();
    }

    private static final class UsesTheMachinesLocale extends DescribedPredicate<JavaCall<?>> {
        private static final Set<String> OF_TEXT = Set.of("toLowerCase", "toUpperCase");

        UsesTheMachinesLocale() {
            super("the machine's locale decides what comes out");
        }

        @Override
        public boolean test(JavaCall<?> call) {
            JavaClass owner = call.getTarget().getOwner();
            List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
            boolean hasLocale =
                    parameters.stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
            String name = call.getTarget().getName();
            return !hasLocale
                    && (owner.isEquivalentTo(String.class) && OF_TEXT.contains(name)
                            || prints(owner) && (name.equals("printf") || name.equals("format"))
                            || owner.isAssignableTo(Format.class)
                                    && (name.equals("<init>") || name.startsWith("get"))
                            || owner.isEquivalentTo(DateTimeFormatter.class)
                                    && name.startsWith("ofPattern"));
        }

        private static boolean prints(JavaClass owner) {
            return owner.isAssignableTo(PrintWriter.class)
                    || owner.isAssignableTo(PrintStream.class)
                    || owner.isAssignableTo(Formatter.class);
        }
    }
}
