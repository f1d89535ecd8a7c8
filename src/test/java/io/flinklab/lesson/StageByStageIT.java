package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.OneHotFeatures;
import io.flinklab.training.StageView;
import java.util.List;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class StageByStageIT {
    private static final Example ANNA = customer(1, "France", "Female", 40, 0, 1);
    private static final Example BEN = customer(2, "Spain", "Male", 30, 1000, 2);
    private static final Example CLEO = customer(3, "Germany", "Female", 50, 2000, 1);
    private static final List<Example> TRAIN = List.of(ANNA, BEN, CLEO);

    @Test
    void shouldShowWhatEachStageOfTheArticleAdds() throws Exception {
        List<StageView> views = run(new OneHotFeatures(), List.of(CLEO));

        assertThat(views)
                .extracting(StageView::title)
                .containsExactly(
                        "1. StringIndexer adds GeographyIndex, GenderIndex",
                        "2. OneHotEncoder adds GeographyOneHot, GenderOneHot",
                        "3. VectorAssembler adds Continuous",
                        "4. StandardScaler adds ContinuousScaled",
                        "5. VectorAssembler adds features");
        assertThat(views.get(0).columns())
                .containsExactly(
                        "CustomerId", "Geography", "Gender", "GeographyIndex", "GenderIndex");
        assertThat(views.get(0).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.getField("GeographyIndex")).isEqualTo(1.0));
    }

    @Test
    void shouldScaleByAllTrainingRowsAndNotByThoseWatched() throws Exception {
        StageView scaler = run(new OneHotFeatures(), List.of(ANNA, CLEO)).get(3);

        // Ages 40, 30 and 50: mean 40, deviation 10.
        assertThat(scaler.rows())
                .extracting(row -> row.<Vector>getFieldAs("ContinuousScaled").get(1))
                .containsExactly(0.0, 1.0);
    }

    @Test
    void shouldShowWhatEachStageOfThePairsAdds() throws Exception {
        List<StageView> views = run(Churn.TUNED.features(), List.of(BEN));

        assertThat(views).hasSize(10);
        Row ben = views.get(9).rows().get(0);
        assertThat(ben.<Vector>getFieldAs("AgeCurve").toArray()).containsExactly(30, 900);
        assertThat(ben.getField("HasBalance")).isEqualTo(1.0);
        // 2 of age, 3 countries, 2 genders, 2 numbers of products, balance, activity: 11 factors
        assertThat(ben.<Vector>getFieldAs("Pairs").size()).isEqualTo(77);
    }

    @Test
    void shouldRefuseACustomerWhoIsNotAmongTheRows() {
        Example stranger = customer(4, "Spain", "Male", 30, 0, 1);

        assertThatThrownBy(() -> run(new OneHotFeatures(), List.of(stranger)))
                .hasMessageContaining("the 1 watched rows")
                .hasMessageContaining("found 0");
    }

    private static List<StageView> run(FeaturePlan plan, List<Example> watched) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1);
        DataStream<Row> rows =
                environment.fromCollection(
                        TRAIN.stream().map(new ExampleRows(Churn.SCHEMA)::toRow).toList(),
                        new ExampleRows(Churn.SCHEMA).type());
        return new StageByStage(Churn.SCHEMA, plan).run(rows, TRAIN, watched);
    }

    private static Example customer(
            long number, String country, String gender, double age, double balance, double items) {
        return new Customer(
                        number,
                        number,
                        "C",
                        600,
                        country,
                        gender,
                        age,
                        number,
                        balance,
                        items,
                        1,
                        number % 2,
                        1000 * number,
                        number % 2)
                .toExample();
    }
}
