package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | fly",
                "train --store s | --data",
                "train --data d | --store",
                "train --data d --store s --plan best | [reference, converged, tuned, network, logistic-regression, linear-svc, naive-bayes, k-means]",
                "train --data d --store s --estimator knn | [logistic-regression, linear-svc, naive-bayes, k-means]; found knn",
                "train --data d --store s --estimator LinearSVC --k 3 | has no k; found 3",
                "train --data d --store s --patience 3 | has no patience; found 3",
                "train --data d --store s --plan network --patience 0 | patience is 1 or more",
                "train --data d --store s --estimator LinearSVC --time-limit 5s | have no --time-limit",
                "train --data d --store s --estimator LinearSVC --time-limit 5ms | have no --time-limit",
                "train --data d --store s --time-limit 999micro | --time-limit is 1ms or more; found 999 ",
                "train --data d --store s --time-limit 5 | a time like 500ms",
                "train --data d --store s --estimator LinearSVC --store-every 5 | have no --store-every",
                "train --data d --store s --store-every 0 | 1 iteration or more; found 0",
                "train --data d --store s --store-every x | is not an int",
                "train --data d --store s --split random | [ARTICLE, HASH]",
                "train --data d --store s --seed x | is not a long",
                "train --data d --store s --parallelism 0 | parallelism is 1 or more; found 0",
                "train --data d --store s --parallelism 65 | --parallelism is at most 64",
                "train --data d --store s --parallelism 10000 | --parallelism is at most 64",
                "train --data d --store s --parallelism 9999999999 | is not an int",
                "train --data d --store s --seed 9999999999999999999 | is not a long",
                "train --data d --store s --max-reject-share NaN | --max-reject-share",
                "train --data d --store s --max-reject-share -1 | --max-reject-share",
                "train --data d --store s --unseen drop | [ERROR, SKIP, KEEP]",
                "train --data d --store s --max-reject-share 3 | --max-reject-share",
                "train --data d --store s --checkpoint 1s | are for a --cluster",
                "train --data d --store s --state x | are for a --cluster",
                "train --data d --store s --cluster h:1 --state x | say with --checkpoint how often",
                "train --data d --store s --cluster h:1 --checkpoint 1ms | 10ms or more; found 1ms",
                "train --data /dev/null --store s --cluster h:1 | --data that can be read again",
                "train --data kafka:/h:1/t --store s | two slashes, kafka://h:1/t, or a path",
                "train --data s3:/b/rows --store s | two slashes, s3://b/rows, or a path, ./s3:/b/rows",
                "train --data d --store s3:/b/models | two slashes, s3://b/models",
                "stream --source kafka:/h:1/t --sink o --store s | two slashes, kafka://h:1/t",
                "tune --data d --store s | --param",
                "tune --data d --store s --param reg | expected a name and its values, as reg=0.1,1,10",
                "tune --data d --store s --param reg=9..1 | from a lower to a higher value; found 9.0..1.0",
                "tune --data d --store s --param depth=1,2 | depth cannot be searched: expected one of [reg, tol",
                "tune --data d --store s --param reg=-1,1 | reg is 0 or more; found -1.0",
                "tune --data d --store s --param reg=1,2 --plan k-means | the plan k-means cannot be searched",
                "tune --data d --store s --param reg=1,2 --candidates 5 | all their combinations",
                "tune --data d --store s --param reg=1..2 --candidates 0 | 1 to 10000 candidates; found 0",
                "tune --data d --store s --param reg=1,2 --folds 1 | expected 2 to 100 folds; found 1",
                "tune --data d --store s --param reg=1,2 --metric auc | expected one of [auroc,",
                "tune --data d --store s --param reg=1,2 --parallelism 65 | --parallelism is at most 64",
                "tune --data d --store s --param reg=1,2 --cluster h:1 --checkpoint 1s | --checkpoint is for --mode sequential",
                "tune --data d --store s --param reg=1,2 --cluster h:1 --checkpoint 1s --state x | with --ledger FILE",
                "tune --data d --store s --param reg=1,2 --mode sequential --checkpoint 1s | are for a --cluster",
                "tune --data d --store s --param reg=1,2 --mode sequential --cluster h:1 --checkpoint 1ms | 10ms or more; found 1ms",
                "tune --data d --store s --param reg=1,2 --ledger ./d | --ledger and --data are the same file",
                "generate --rows 0 --out f | --rows is 1 or more; found 0",
                "generate --rows 9 --out f --drift fun@3 | one of [prices, age, concept] and a row",
                "generate --rows 9 --out f --drift age@0 | as concept@20000; found age@0",
                "generate --rows 9 --out f --width 3 | are for --drift",
                "generate --rows 9 --out f --drift age@3 --width 4 --every 3 | no sooner than every 4",
                "generate --rows many --out f | is not an int",
                "score --data d --store s | --out",
                "evaluate --data d | --store",
                "models | --store",
                "models pin v000001 | --store",
                "models pin --store s | VERSION",
                "models drop --store s | drop",
                "models verify --store s --bound auroc | like auroc>=0.8",
                "replay --store s | --data",
                "schema --data d --out o | --label",
                "schema --data d --label l | --out",
                "stream --source d --store s | --sink",
                "stream --source d --sink o | --store",
                "stream --source d --sink o --store s --service http://h:1 | mutually exclusive",
                "stream --source d --sink o --store s --batch 0 | 1 row or more, found 0",
                "stream --source d --sink o --store s --batch-delay 0s | a delay of 1 ms or more",
                "stream --source d --sink o --store s --reload every=1s | for streams without end",
                "stream --source d --sink o --store s --reload often | found \"often\"",
                "stream --source d --watch 1s --sink table --store s | for bounded sources",
                "stream --source d --sink o --store s --cluster h | host:port, found \"h\"",
                "stream --source kafka://h/t --sink o --store s | Expected kafka://host:port",
                "stream --source kafka://h:1/t --watch 1s --sink o --store s | for directories",
                "stream --source kafka://h:1/t?format=xml --sink o --store s | found format=xml",
                "stream --source d --sink kafka://h:1 --store s | Expected kafka://host:port",
                "stream --source d --sink o --service http://h:1 --bound auroc>=1 | for a store",
                "stream --source d --sink o --service http://h:1 --runtime onnx | for a store",
                "stream --source d --sink o --store s --runtime r | [auto, plain, onnx, pmml,",
                "stream --source d --sink o --store s --answer-timeout 0s | a time above 0",
                "stream --source d --sink o --store s --no-answer skip | 'skip'",
                "stream --source d --sink o --service http://h:1 --no-answer reject | for a store",
                "stream --source d --sink o --store s --drift-window 9 | are for --alarms, which says",
                "stream --source d --sink o --store s --alarms a --drift-window 0 | window is 1 or more",
                "stream --source d --sink o --store s --alarms a --drift-alpha 1 | alpha is above 0",
                "stream --source d --sink o --store s --alarms ./o | --alarms and --sink are the same",
                "stream --source d --sink o --service http://h:1 --alarms a | --alarms is for a --store",
                "learn --source d --sink o --store s --features new | [FROZEN, GROWING, HASHED]",
                "learn --source d --sink o --store s --alarms a --drift-psi 0 | index is above 0",
                "export --store s --out o | --format",
                "models import --store s --format onnx --data d | --file",
                "stream --source d --sink o --store s --shadow v000002 | --shadow-sink go together",
                "stream --source d --sink o --store s --shadow v1 --shadow-sink ./o | the same directory",
                "stream --source d --sink o --service http://h:1 --shadow v1 --shadow-sink p | a service does not",
                "retrain --data d | --store",
                "retrain --store s | --data",
                "retrain --data d --store s --on often | expected now, or any of every=1h",
                "retrain --data d --store s --on alarm | --alarms and --on alarm go together",
                "retrain --data d --store s --alarms a | --alarms and --on alarm go together",
                "retrain --data d --store s --last 0 | --last is 1 row or more, as 20000, or a time, as 30d; found 0",
                "retrain --data d --store s --last often | or a time, as 30d; found often",
                "retrain --data d --store s --last 30d | --last 30d is for a topic, whose messages have a time",
                "retrain --data d --store s --newest 0 | --newest is 1 row or more; found 0",
                "retrain --data d --store s --margin -1 | the margin is 0 or more; found -1.0",
                "retrain --data d --store s --bound auroc | like auroc>=0.8",
                "retrain --data d --store s --metric f1 | expected one of [auroc,",
                "retrain --data d --store s --min-labels 0 | 1 labelled row or more",
                "retrain --data d --store s --rounds 2 | --rounds is for --on that goes on",
                "retrain --data d --store s --on labels=9 --rounds 0 | 1 or more; found 0",
                "retrain --data d --store s --plan k-means | needs no label",
                "retrain --data kafka://h:1/t --store s | ?bounded=true",
                "stream --source d --sink o --store s --parallelism 0 | is 1 or more; found 0",
                "stream --source d --sink o --store s --parallelism 65 | at most 64",
                "stream --source d --sink o --store s --parallelism 32769 --cluster h:1 | at most 32768",
                "stream --source d --sink o --store s --checkpoint 9999999999h | a time like 500ms",
                "stream --source d --sink o --store s --reload every=0s | found",
                "stream --source d --sink o --store s --batch -1 | 1 row or more, found -1",
                "serve --store s --port -1 | a port from 0 to 65535, found -1",
                "serve --store s --max-body 0B | a size like",
                "serve --store s --max-body 9999999999MB | a size like",
                "generate --rows 2147483648 --out f | is not an int",
                "generate --rows -1 --out f | --rows is 1 or more; found -1",
                "stream --source d --sink o --store s --checkpoint 9ms | 10ms or more; found 9ms",
                "stream --source d --sink o --store s --watch 0s | --watch is a time above 0",
                "stream --source d --sink o --store s --prometheus 65536 | [HOST:]PORT",
                "stream --source d --sink o --store s --prometheus h:x | found \"h:x\"",
                "stream --source d --sink o --store s --settle 2s | --settle is for --watch",
                "stream --source kafka://h:1/t --sink o --store s --changed reject | for files",
                "stream --source  --sink o --store s | '--source': Expected a path, found an empty",
                "stream --source d --sink  --store s | '--sink': Expected a path, found an empty",
                "stream --source d --sink table --store s --state s | scores that are kept",
                "stream --source d --sink o --store s --changed x | [REJECT, RESCORE]",
                "stream --source d --sink o --store s --prometheus 1 --cluster h:1 | in this process",
                "serve | --store",
                "serve --store s --port 65536 | a port from 0 to 65535, found 65536",
                "score --data d --store s --out ./d | --out and --data are the same file",
                "score --data d --store s --out o --rejects o | --rejects and --out are the same"
            })
    void shouldExitWith2AndSayWhatIsWrong(String arguments, String message) {
        Cli.run((Object[]) arguments.split(" ")).isWrongUsageSaying(message, "--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "train --help",
                "tune --help",
                "evaluate --help",
                "score --help",
                "models --help",
                "models pin --help",
                "models unpin --help",
                "models rollback --help",
                "models verify --help",
                "models log --help",
                "retrain --help",
                "replay --help",
                "schema --help",
                "generate --help",
                "serve --help",
                "stream --help"
            })
    void shouldExplainItself(String arguments) {
        Cli help = Cli.run((Object[]) arguments.split(" ")).succeeds();

        assertThat(help.out()).contains("Usage: flink-ml-lab");
        assertThat(help.err()).isEmpty();
    }

    /** The option itself says that a job goes on from there, which one of the modes does not. */
    @Test
    void shouldSayInTheHelpFromWhereASearchGoesOn() {
        String help = Cli.run("tune", "--help").out().replaceAll("\\s+", " ");

        assertThat(help).contains("sequential: a job for each model", "takes --checkpoint");
        assertThat(help)
                .contains("goes on from there after an interruption or a lost task manager");
    }

    @Test
    void shouldSayInTheHelpThatATopicIsReplayed() {
        String help = Cli.run("replay", "--help").out().replaceAll("\\s+", "");

        assertThat(help).contains("kafka://host:port/topic?bounded=true,whichmayhavegrown");
    }

    @Test
    void shouldNotSucceedWithoutACommand() {
        assertThat(Cli.run().exit()).isEqualTo(2);
    }

    @Test
    void shouldTellOfAStoreThatCannotBeAPath() {
        Cli.run("models", "--store", "s\0").isWrongUsageSaying("Nul character not allowed");
    }

    @Test
    void shouldShowTheStackTraceOnlyWhenAskedTo() {
        Cli quiet = Cli.run("models", "--store", "no-such-store");
        Cli loud = Cli.run("models", "--store", "no-such-store", "--debug");

        quiet.failsSaying("no-such-store", "expected a model store");
        assertThat(loud.exit()).isEqualTo(1);
        assertThat(loud.err()).contains("\tat io.flinklab.store");
    }
}
