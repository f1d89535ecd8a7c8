import io.flinklab.churn.PrintedCustomer;
import io.flinklab.churn.RowRecovery;
import io.flinklab.churn.TrainingPrefixes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes notebooks/article-recovery.csv, which notebook 00 draws: for each number of training rows of
 * the first subtask the best numbers of the two others, and how far they are from the article's
 * printed customer. From the project's directory, after `make setup`:
 *
 * <pre>
 * java -cp target/flink-ml-lab.jar environment/bench/ArticleRecovery.java path/to/Churn_Modelling.csv
 * </pre>
 */
class ArticleRecovery {
    public static void main(String[] args) throws Exception {
        RowRecovery recovery =
                RowRecovery.of(
                        Path.of(args[0]),
                        PrintedCustomer.OF_THE_ARTICLE,
                        RowRecovery.TRAINING_ROWS);
        List<String> lines = new ArrayList<>(List.of("first,second,third,error"));
        for (TrainingPrefixes rows : recovery.bestByFirst()) {
            TrainingPrefixes row =
                    rows.first() == recovery.best().first() ? recovery.best() : rows;
            lines.add(
                    "%s,%s,%s,%s".formatted(row.first(), row.second(), row.third(), row.error()));
        }
        Files.write(Path.of("notebooks/article-recovery.csv"), lines);
    }
}
