package io.flinklab.flinkml;

import io.flinklab.errata.Erratum;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kit found, as Markdown. */
final class StageTable {
    private static final String LINE = "<br>";
    private static final String HEAD =
            """
            # Flink ML 2.3.0, stage by stage

            Each public stage of Flink ML 2.3.0, on Flink 1.18.1, was tried in the same way: on six
            rows that have a column of every kind. `mvn verify -Dit.test=FlinkMlStagesIT` compares
            this page with new runs, and writes it with `-Dflinkml.table=write`.

            What was tried:

            """;

    private static final String STAGES =
            """

            A stage is not tried with what says nothing about it: one without a model has no model
            data, one that reads words or categories meets no NaN, and an online stage that begins
            with a model needs no rows to have one. An error that ended a job is quoted `as code`.

            | stage | what works | not tried | defect | cure here |
            |---|---|---|---|---|
            """;

    private static final String ERRATA =
            """

            ## Errata

            Each is a small test on Flink and Flink ML alone, which fails when a release repairs the
            defect. Where this project has a replacement, the test also shows that it is right. A
            defect without a stage belongs to all of them, or to pipelines.

            | test | stages | defect | cure here |
            |---|---|---|---|
            """;

    private final Errata errata;

    StageTable(Errata errata) {
        this.errata = errata;
    }

    /** The whole page; each stage's row as {@link #row} gives it. */
    String page(List<String> rows) {
        return HEAD
                + lines(
                        Arrays.stream(Scenario.values())
                                .map(
                                        each ->
                                                "- **"
                                                        + each.title()
                                                        + "**: "
                                                        + each.description()
                                                        + "."))
                + STAGES
                + lines(rows.stream())
                + ERRATA
                + lines(errata.tests().stream().map(StageTable::erratumRow));
    }

    /** What a stage's trials gave. */
    String row(StageCase stage, Map<Scenario, Outcome> outcomes) {
        Errata own = errata.of(stage);
        Stream<String> faults =
                outcomes.entrySet().stream()
                        .flatMap(
                                each ->
                                        each.getValue().fault().stream()
                                                .map(
                                                        fault ->
                                                                each.getKey().title()
                                                                        + ": "
                                                                        + fault));
        return cells(
                "`" + stage.name() + "`",
                works(outcomes),
                titles(
                        Arrays.stream(Scenario.values())
                                .filter(each -> !outcomes.containsKey(each))),
                Stream.concat(faults, own.tests().stream().map(StageTable::link))
                        .collect(Collectors.joining(LINE)),
                own.tests().stream()
                        .map(test -> Errata.erratum(test).cure())
                        .filter(cure -> !cure.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(LINE)));
    }

    private static String works(Map<Scenario, Outcome> outcomes) {
        return outcomes.values().stream().allMatch(Outcome::works)
                ? "everything"
                : titles(outcomes.keySet().stream().filter(each -> outcomes.get(each).works()));
    }

    private static String erratumRow(Class<?> test) {
        Erratum erratum = Errata.erratum(test);
        String repaired =
                erratum.repairedBy().isEmpty()
                        ? ""
                        : " (repaired by " + erratum.repairedBy() + ", not released)";
        return cells(
                link(test),
                Arrays.stream(erratum.stages())
                        .map(stage -> "`" + stage.getSimpleName() + "`")
                        .collect(Collectors.joining(", ")),
                erratum.defect() + repaired,
                erratum.cure());
    }

    private static String link(Class<?> test) {
        String name = test.getSimpleName();
        return "[%s](../src/test/java/%s.java)".formatted(name, test.getName().replace('.', '/'));
    }

    private static String titles(Stream<Scenario> scenarios) {
        return scenarios.map(Scenario::title).collect(Collectors.joining(", "));
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }
}
