import io.flinklab.churn.Article;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs the article's program 30 times at each parallelism from 1 to 4 and writes its five figures of
 * each run as a table, notebooks/article-runs.csv, which notebook 00 draws. About 4 s a run. From the
 * project's directory, after `make setup`:
 *
 * <pre>
 * nice java @environment/jvm.options -Dlog4j2.configurationFile=classpath:io/flinklab/app/log4j2.properties \
 *     -Djava.util.logging.config.file=environment/logging.properties -cp target/flink-ml-lab.jar \
 *     environment/bench/ArticleRuns.java data/churn.csv path/to/Churn_Modelling.csv
 * </pre>
 */
class ArticleRuns {
    private static final Path TABLE = Path.of("notebooks/article-runs.csv");
    private static final int RUNS = Integer.parseInt(System.getenv().getOrDefault("RUNS", "30"));
    private static final int MOST_SUBTASKS = 4;

    /** The program's lines in the order of the table's last five columns. */
    private static final List<Pattern> FIGURES =
            List.of(
                    Pattern.compile("correct labels count: (\\d+), accuracy"),
                    Pattern.compile("Area under the precision-recall curve: (\\S+)"),
                    Pattern.compile("Area under the receiver operating characteristic curve: (\\S+)"),
                    Pattern.compile("Kolmogorov-Smirnov value: (\\S+)"),
                    Pattern.compile("Area under Lorenz curve: (\\S+)"));

    public static void main(String[] files) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("data,parallelism,run,correct,areaUnderPR,areaUnderROC,ks,areaUnderLorenz");
        for (String file : files) {
            for (int parallelism = 1; parallelism <= MOST_SUBTASKS; parallelism++) {
                for (int run = 1; run <= RUNS; run++) {
                    String key = "%s,%s,%s".formatted(Path.of(file).getFileName(), parallelism, run);
                    lines.add(key + figures(printedBy(file, parallelism)));
                    System.out.println(lines.get(lines.size() - 1));
                    Files.write(TABLE, lines);
                }
            }
        }
    }

    private static String printedBy(String file, int parallelism) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            Article.main(new String[] {file, "target/article-runs", String.valueOf(parallelism)});
        } finally {
            System.setOut(out);
        }
        return printed.toString();
    }

    private static String figures(String printed) {
        StringBuilder figures = new StringBuilder();
        for (Pattern figure : FIGURES) {
            MatchResult found =
                    figure.matcher(printed)
                            .results()
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException(figure + " is not in " + printed));
            figures.append(',').append(found.group(1));
        }
        return figures.toString();
    }
}
