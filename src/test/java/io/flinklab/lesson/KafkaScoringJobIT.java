package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.kit.Kafka;
import io.flinklab.store.ModelStore;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.training.Recipe;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The part of notebook 6 that needs Kafka. */
class KafkaScoringJobIT {
    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @Test
    void shouldScoreATopicAndGoBackToTheFirstModelWhenTold() throws Exception {
        List<Example> customers = TestData.SHIPPED.customers().subList(0, 5);
        ModelStore store = ModelStore.at(LAB.newDirectory());
        Promotion.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), store);
        Promotion.of(LAB.model(TestData.SHIPPED, Churn.TUNED), store);
        LocalKafka kafka = LocalKafka.find(KAFKA.servers()).orElseThrow();

        KafkaScoringJob job = KafkaScoringJob.start(kafka, LAB.cluster().environment(), store);
        job.send(customers);
        job.results().takeScores(5);
        job.tell(ModelEvent.Action.ROLLBACK, store.rollback());
        job.results().awaitModel("v000001");
        job.send(customers);
        job.results().takeScores(5);
        job.stop();

        assertThat(job.results().scores())
                .extracting(row -> row.getField("CustomerId"), row -> row.getField("modelVersion"))
                .startsWith(tuple(customers.get(0), "v000002"))
                .endsWith(tuple(customers.get(4), "v000001"));
    }

    @Test
    void shouldFindNoKafkaWhereNobodyAnswers() {
        assertThat(LocalKafka.find("127.0.0.1:1")).isEmpty();
    }

    @Test
    void shouldRefuseAnAddressWithoutPort() {
        assertThatThrownBy(() -> LocalKafka.find("localhost"))
                .hasMessage("Expected Kafka's host:port, found \"localhost\"");
    }

    private static Tuple tuple(Example customer, String version) {
        return Tuple.tuple(customer.key(), version);
    }
}
