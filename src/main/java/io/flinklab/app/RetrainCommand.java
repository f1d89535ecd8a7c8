package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Split;
import io.flinklab.online.PromotionRule;
import io.flinklab.store.Decision;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import io.flinklab.streaming.kafka.TopicException;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains challengers of the version in use, and promotes those that are better. */
@Command(
        name = "retrain",
        description =
                "Train a challenger on the newest labelled rows, judge it beside the version in use,"
                        + " the champion, on rows that are newer still, and put it in use if it is"
                        + " better; else keep the champion. The store's log says why: `models log`.",
        mixinStandardHelpOptions = true)
final class RetrainCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private DataOptions data;
    @Mixin private TrainingRuntime runtime;
    @Mixin private WindowOption window;
    @Mixin private PromotionOption promotion;
    @Mixin private AlarmsOption alarms;
    @Mixin private RuntimeOption scoring;

    @Option(
            names = "--store",
            required = true,
            description = StoreOptions.STORE + " It has the champion, which is pinned.")
    private StoreLocation store;

    @Option(
            names = "--on",
            defaultValue = "now",
            description =
                    "When: now, once; or until SIGTERM or Ctrl-C whenever one of these has come since"
                            + " the last decision, with commas between them: every=1h, labels=5000"
                            + " (so many labelled rows), alarm (default: ${DEFAULT-VALUE}).")
    private RetrainTriggers triggers;

    @Option(
            names = "--rounds",
            description = "End after so many decisions (default: with now one, otherwise never).")
    private Integer rounds;

    @Option(
            names = "--poll",
            defaultValue = "10s",
            description = "How often to look whether it is time (default: ${DEFAULT-VALUE}).")
    private Duration poll;

    @Option(
            names = "--plan",
            description =
                    "The challenger's plan, as of train (default: the champion's with its"
                            + " hyperparameters, or converged where the champion was not trained).")
    private Recipe plan;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the training and the bootstrap (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--notify", paramLabel = "TOPIC", description = ModelsCommand.NOTIFY)
    private ModelTopic jobs;

    @Option(names = "--json", description = "Print one JSON object for each decision.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Challenge challenge = requireAgreement();
        alarms.requireTopic();
        LabelledRows rows =
                new LabelledRows(data.address(), challenge.champion().manifest().schema(), window);
        if (triggers.isNow()) {
            Optional<RetrainProgress> last = lastDecision();
            long alarmsSeen = last.map(RetrainProgress::alarms).orElse(0L);
            round(challenge, rows, rows.look(last, alarmsSeen), "asked for");
            return 0;
        }
        Thread stop = new Thread(() -> stop(challenge), "stop");
        if (!Main.isRunByFlink()) {
            Runtime.getRuntime().addShutdownHook(stop);
        }
        try {
            follow(challenge, rows);
        } finally {
            forget(stop);
        }
        return 0;
    }

    private static void forget(Thread stop) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException stopping) {
            stop.join();
        }
    }

    /** What trains is given up; a decision that is being made takes effect. */
    private void stop(Challenge challenge) {
        say("stopped; the same command goes on from the last decision");
        // The process would otherwise end with the signal's code, as if something were wrong.
        challenge.exit();
    }

    private void follow(Challenge challenge, LabelledRows rows) throws Exception {
        RetrainProgress begin = null;
        int made = 0;
        while (rounds == null || made < rounds) {
            try {
                RetrainProgress last = lastDecision().orElse(begin);
                RetrainProgress now = rows.look(Optional.ofNullable(last), alarms.count());
                if (begin == null) {
                    rows.window();
                    begin = now.withoutAlarms();
                    last = last == null ? begin : last;
                    say("waiting for " + triggers);
                }
                Optional<String> why = triggers.due(now, last);
                if (why.isPresent()) {
                    round(challenge, rows, now, why.get());
                    made++;
                    continue;
                }
            } catch (TopicException | StoreException.Unreachable e) {
                say("warning: " + e.getMessage());
            } catch (DataException e) {
                if (begin == null) {
                    throw e;
                }
                say("warning: " + e.getMessage());
            }
            Thread.sleep(poll.toMillis());
        }
    }

    /** Where the stream was at the last decision about a challenger. */
    private Optional<RetrainProgress> lastDecision() {
        return store.open().decisions().stream()
                .filter(Decision::isOfChallenge)
                .reduce((earlier, later) -> later)
                .map(RetrainProgress::of);
    }

    private void round(Challenge challenge, LabelledRows rows, RetrainProgress now, String why)
            throws Exception {
        LabelledData newest = rows.window();
        DataOptions.tell(newest.data(), spec.commandLine().getErr());
        data.keepRejects(newest.data(), store, spec.commandLine().getErr());
        tell(
                challenge.run(
                        newest,
                        champion -> challenger(champion, newest),
                        new Challenge.Occasion(why, now.figures())));
    }

    private StoredModel challenger(StoredModel champion, LabelledData newest) throws Exception {
        TrainingOptions options =
                new TrainingOptions(
                        Split.Method.WINDOW,
                        seed,
                        runtime.parallelism(),
                        champion.manifest().training().options().unseen());
        return runtime.publish(newest, recipe(champion), options, store);
    }

    private Recipe recipe(StoredModel champion) {
        if (plan != null) {
            return plan;
        }
        TrainingRecord training = champion.manifest().training();
        boolean trained =
                !(training.hyperparameters() instanceof Hyperparameters.Online)
                        && !training.plan().equals(TrainingRecord.IMPORTED);
        return trained ? Replay.recipe(champion) : Recipe.CONVERGED;
    }

    private void tell(Decision decision) throws InterruptedException {
        new DecisionList(List.of(decision)).print(spec.commandLine().getOut(), json);
        if (jobs != null && decision.action() == Decision.Action.PROMOTE) {
            jobs.send(ModelEvent.Action.PIN, decision.inUse());
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private Challenge requireAgreement() {
        try {
            alarms.check(triggers);
            window.check(data.isTopic());
            require(rounds == null || rounds >= 1, "--rounds is 1 or more; found " + rounds + ".");
            require(!triggers.isNow() || rounds == null, "--rounds is for --on that goes on.");
            require(poll.toMillis() >= 1, "--poll is 1ms or more; found " + poll + ".");
            if (plan != null && !plan.hyperparameters().needsLabel()) {
                throw new IllegalArgumentException(
                        "--plan " + plan + " needs no label, and labels judge here.");
            }
            PromotionRule rule = promotion.rule(seed);
            data.requireRejectsApart(data.named().uses(store), store);
            runtime.check(data);
            return new Challenge(store.open(), rule, scoring.runtime());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
