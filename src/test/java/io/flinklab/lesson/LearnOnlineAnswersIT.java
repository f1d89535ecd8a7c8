package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.Example;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.evaluation.Bootstrap;
import io.flinklab.online.DriftAlarms;
import io.flinklab.online.LabelJoin;
import io.flinklab.online.LearnerOptions;
import io.flinklab.online.OnlineLearning;
import io.flinklab.online.PrequentialQuality;
import io.flinklab.online.PromotionRule;
import io.flinklab.online.PublishInterval;
import io.flinklab.online.QualityWindow;
import io.flinklab.online.UpdateRule;
import io.flinklab.online.drift.DriftOptions;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ParsedStream;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.tuning.Metric;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What notebook 7 and its page say of its stream, and what its exercises promise. */
class LearnOnlineAnswersIT {
    private static final int CHANGE = 20_000;
    private static final int ROWS = 24_000;
    private static final UpdateRule FTRL = new UpdateRule.Ftrl(0.05, 1, 0, 1);

    @RegisterExtension static final Lab LAB = new Lab();

    private static ModelStore store;
    private static StoredModel model;
    private static ServedModel frozen;
    private static CustomerStream stream;

    @BeforeAll
    static void generate() throws Exception {
        store = ModelStore.at(LAB.newDirectory());
        model = Promotion.of(LAB.model(TestData.SHIPPED, Churn.TUNED), store);
        frozen = ServedModel.of(model);
        stream = customers(DriftSchedule.sudden(CHANGE), ROWS);
    }

    private static CustomerStream customers(DriftSchedule when, long rows) throws Exception {
        CustomerGenerator generator = new CustomerGenerator(7).shifted(CustomerShift.CONCEPT, when);
        return CustomerStream.of(LAB.newDirectory(), generator, rows);
    }

    @Test
    void shouldMakeTheFrozenModelWorseThanTheMajority() throws Exception {
        StreamExecutionEnvironment job = LAB.cluster().environment();

        List<Row> reports = measured(FrozenModel.graded(frozen, stream.examples(job)));

        assertThat(auroc(reports, CHANGE)).isCloseTo(.8761, within(.00005));
        assertThat(auroc(reports, ROWS)).isCloseTo(.5902, within(.00005));
        Row last = reports.get(reports.size() - 1);
        assertThat(last.<Double>getFieldAs("accuracy"))
                .isLessThan(last.<Double>getFieldAs("majorityAccuracy"));
        assertThat(stream.auroc(Scorer.of(model), 0, CHANGE)).isCloseTo(.8732, within(.00005));
    }

    @Test
    void shouldScoreAStreamAsTheModelScoresItsRows() throws Exception {
        StreamExecutionEnvironment job = LAB.cluster().environment();

        List<Row> graded =
                FrozenModel.graded(frozen, stream.examples(job, ROWS - 10)).executeAndCollect(11);

        List<Example> rows = stream.customers().subList(ROWS - 10, ROWS);
        Scorer scorer = Scorer.of(model);
        assertThat(graded)
                .extracting(row -> row.getField("score"), row -> row.getField("label"))
                .containsExactlyElementsOf(
                        rows.stream().map(row -> tuple(scorer.score(row), row.label())).toList());
    }

    /** By the ten windows of 2,000 rows before the change. */
    @Test
    void shouldPayALittleForLearningWhereNothingChanges() throws Exception {
        StreamExecutionEnvironment job = LAB.cluster().environment();
        List<Row> still = measured(FrozenModel.graded(frozen, stream.examples(job)));
        List<Row> moving = measured(learned(FTRL));

        double price =
                IntStream.rangeClosed(1, 10)
                        .mapToDouble(i -> auroc(still, 2_000 * i) - auroc(moving, 2_000 * i))
                        .average()
                        .orElseThrow();

        assertThat(price).isCloseTo(.002, within(.0005));
    }

    @Test
    void shouldRecoverByLearningAndFasterByConstantSteps() throws Exception {
        List<Row> ftrl = measured(learned(FTRL));
        List<Row> sgd = measured(learned(new UpdateRule.Sgd(0.003, 0)));

        assertThat(auroc(ftrl, 22_000)).isCloseTo(.69, within(.005));
        assertThat(auroc(ftrl, 24_000)).isCloseTo(.80, within(.005));
        assertThat(auroc(sgd, 22_000)).isGreaterThan(auroc(ftrl, 22_000));
    }

    @Test
    void shouldGiveTheAlarmLaterIfTheChangeComesSlowly() throws Exception {
        CustomerStream slow = customers(DriftSchedule.gradual(CHANGE, 4_000), ROWS);

        AlarmTable sudden = alarms(stream);

        assertThat(sudden.delays()).containsExactly("-", "-", "256");
        assertThat(sudden.lines().get(0)).isEqualTo(List.of("outcome", "adwin", 1, 20_256L, 256L));
        assertThat(alarms(slow).first()).isBetween(sudden.first() + 1, 22_400L);
    }

    @Test
    void shouldNotDecideOnTwoHundredLabels() {
        PromotionRule rule =
                new PromotionRule(
                        Metric.AUROC, 0.01, List.of(), 500, 50, new Bootstrap(1_000, 42, 0.95));
        double[] labels = new double[200];
        Arrays.fill(labels, 0, 100, 1);

        assertThat(rule.tooFew(labels).orElseThrow().reason())
                .startsWith("too few labelled rows to decide");
    }

    @Test
    void shouldFindAPlaceForEveryLabel() throws Exception {
        StreamExecutionEnvironment job = LAB.cluster().environment();
        LateLabels story = new LateLabels(stream.customers());
        story.row(1, 1).label(3, 1).label(2, 2).row(4, 2).row(5, 3).label(6, 3).label(7, 3);
        story.row(8, 4).label(18, 4).label(9, 5).row(10, 6);
        LabelJoin join = new LabelJoin(Churn.SCHEMA, Duration.ofDays(7), LabelJoin.NoLabel.ASIDE);
        ParsedStream joined = join.join(story.rows(job), story.labels(job));
        Iterator<Row> changes = joined.examples().collectAsync();
        Iterator<Row> rejects = joined.rejects().collectAsync();
        job.execute();

        assertThat(story.outcomes(changes, rejects))
                .extracting(line -> line.get(3).toString().replaceAll(": (its|no|expected) .*", ""))
                .containsExactly(
                        "scored, learned",
                        "joined with its row",
                        "joined with its row",
                        "scored, learned",
                        "scored, learned",
                        "joined with its row",
                        "kept aside: duplicate",
                        "scored, kept aside",
                        "kept aside: orphan",
                        "scored, kept aside",
                        "kept aside: late");
    }

    @Test
    void shouldFailOnceAndLoseNoRow() throws Exception {
        StreamExecutionEnvironment job = LAB.cluster().environment();
        job.enableCheckpointing(50);
        job.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        DataStream<Row> examples = stream.examples(job, CHANGE);
        DataStream<Row> passed = examples.map(new FailsOnce(2_000)).returns(examples.getType());

        List<Row> reports = measured(FrozenModel.graded(frozen, passed));

        assertThat(FailsOnce.hasFailed()).isTrue();
        assertThat(reports.get(reports.size() - 1).<Long>getFieldAs("seen"))
                .isEqualTo(ROWS - CHANGE);
    }

    private static DataStream<Row> learned(UpdateRule rule) throws Exception {
        ModelStore learners = ModelStore.at(LAB.newDirectory());
        OnlineLearning learning =
                new OnlineLearning(
                        StoreLocation.of(learners.root()),
                        ServedModel.of(Promotion.of(model, learners)),
                        new LearnerOptions(rule),
                        new PublishInterval.Rows(ROWS));
        return learning.graded(learning.learn(stream.examples(LAB.cluster().environment())));
    }

    private static AlarmTable alarms(CustomerStream customers) throws Exception {
        DriftAlarms drift =
                DriftAlarms.of(StoreLocation.of(store.root()), model, DriftOptions.DEFAULT);
        ScoredStream scored =
                new ScoringJob(LAB.cluster().environment(), customers.source())
                        .score(frozen, new ScoringOptions());
        return new AlarmTable(
                FrozenModel.alarms(drift, frozen, scored).executeAndCollect(1_000), CHANGE);
    }

    private static List<Row> measured(DataStream<Row> graded) throws Exception {
        return new PrequentialQuality(new QualityWindow.LastRows(2_000), 500, "")
                .of(graded, Churn.SCHEMA)
                .executeAndCollect(1_000);
    }

    private static double auroc(List<Row> reports, int row) {
        return reports.get(row / 500 - 1).<Double>getFieldAs("auroc");
    }
}
