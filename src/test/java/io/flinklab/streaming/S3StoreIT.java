package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.S3Server;
import io.flinklab.kit.SharedS3;
import io.flinklab.store.Decision;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.UnfinishedTraining;
import io.flinklab.store.UnfinishedVersions;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.store.flink.StoredProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreIT {
    @RegisterExtension static final SharedS3 S3 = new SharedS3();

    private static final FittedPipeline PIPELINE = SamplePipelines.tuned(UnseenCategory.KEEP);

    private S3Server server;
    private String address;
    private ModelStore store;

    @BeforeEach
    void makeAnEmptyBucket() throws Exception {
        server = S3.server();
        address = server.newBucket() + "/some/models";
        store = new StoreLocation(address).open();
    }

    @Test
    void shouldGiveBackWhatWasPublished() {
        StoredModel published = StoreFixture.publish(store, PIPELINE);

        StoredModel opened = new StoreLocation(address + "/").open().open();
        assertThat(opened).isEqualTo(published);
        assertThat(opened.version()).isEqualTo("v000001");
        assertThat(opened.where()).isEqualTo(address + "/v000001");
        assertThat(opened.pipeline()).isEqualTo(PIPELINE);
        assertThat(opened.manifest().files())
                .containsOnlyKeys(
                        "parameters.json", "pipeline/metadata", "pipeline/stages/0/data/part-0");
        assertThatThrownBy(opened::flinkPipeline).hasMessageContaining(address + "/v000001");
    }

    @Test
    void shouldHoldModelsInTheBucketItself() throws Exception {
        store = new StoreLocation(server.newBucket()).open();
        assertThat(store.versions()).isEmpty();

        StoreFixture.publish(store, PIPELINE);

        assertThat(store.open().version()).isEqualTo("v000001");
    }

    @Test
    void shouldKeepWhatWasDecidedAndDoIt() {
        StoreFixture.publish(store, PIPELINE);
        StoreFixture.publish(store, PIPELINE);
        store.pin("v000001");
        store.decide(Decision.keep("v000001", "v000002", "no better", Map.of("gain", 0.0)));
        store.decide(Decision.promote("v000001", "v000002", "better", Map.of("gain", 0.1)));

        ModelStore another = new StoreLocation(address).open();

        assertThat(another.decisions())
                .extracting(each -> each.action() + " " + each.inUse())
                .containsExactly("pin v000001", "keep v000001", "promote v000002");
        assertThat(another.decisions().get(2).figures()).isEqualTo(Map.of("gain", 0.1));
        assertThat(another.current()).isEqualTo("v000002");
        assertThat(another.versions()).containsExactly("v000001", "v000002");
        another.rollback();
        assertThat(store.current()).isEqualTo("v000001");
        assertThat(store.decisions()).hasSize(4);
    }

    @Test
    void shouldFinishAPromotionThatWasOnlyWrittenDown() throws Exception {
        StoreFixture.publish(store, PIPELINE);
        StoreFixture.publish(store, PIPELINE);
        store.pin("v000001");
        byte[] pinned = server.get(address + "/pinned");
        store.decide(Decision.promote("v000001", "v000002", "better", Map.of()));
        server.put(address + "/pinned", pinned);

        assertThat(store.current()).isEqualTo("v000001");
        assertThat(new StoreLocation(address).open().holdChampion()).isEqualTo("v000002");
        assertThat(store.current()).isEqualTo("v000002");
    }

    @Test
    void shouldHoldAnUnfinishedVersionUntilItsModelIsThere() throws Exception {
        TrainingRecord training = StoreFixture.training();
        UnfinishedVersions unfinished = store.unfinished();
        String version =
                unfinished
                        .begin(
                                new UnfinishedTraining(
                                        Churn.TUNED,
                                        training.options(),
                                        training.schema(),
                                        training.data(),
                                        training.libraries(),
                                        1))
                        .modelVersion();
        StoredProgress progress = new StoredProgress(new StoreLocation(address), version);

        progress.write(1, "{\"at\":1}", Optional.of(PIPELINE));
        progress.write(2, "{\"at\":2}", Optional.of(PIPELINE));

        UnfinishedTraining stored = unfinished.manifest("v000001");
        assertThat(stored.iteration()).isEqualTo(2);
        assertThat(unfinished.state(stored)).isEqualTo("{\"at\":2}");
        assertThat(store.versions()).isEmpty();
        assertThatThrownBy(() -> store.open("v000001"))
                .hasMessageContaining("`train --resume v000001` goes on with it");
        StoredModel published = StoreFixture.publish(store.finishing("v000001"), PIPELINE);
        assertThat(published.version()).isEqualTo("v000001");
        assertThat(unfinished.versions()).isEmpty();
        Path models = new Path(address);
        assertThat(models.getFileSystem().listStatus(models))
                .extracting(each -> each.getPath().getName())
                .noneMatch(name -> name.contains("unfinished"));
    }

    @Test
    void shouldSayThatThereIsNothing() {
        assertThat(store.versions()).isEmpty();
        assertThatThrownBy(store::open)
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(StoreException.Unreachable.class)
                .hasMessageContainingAll(address, "expected a model store; found nothing");
    }

    @Test
    void shouldSayThatThereIsNoBucket() {
        assertThatThrownBy(() -> new StoreLocation("s3://no-such-bucket/models").open().open())
                .isInstanceOf(StoreException.Unreachable.class)
                .hasMessageContaining("bucket does not exist");
    }

    @Test
    void shouldPinRollBackAndUnpin() {
        for (int i = 0; i < 3; i++) {
            StoreFixture.publish(store, PIPELINE);
        }

        assertThat(store.versions()).containsExactly("v000001", "v000002", "v000003");
        assertThat(store.current()).isEqualTo("v000003");
        assertThat(store.rollback()).isEqualTo("v000002");
        store.pin("v000001");
        assertThat(store.open().version()).isEqualTo("v000001");
        store.unpin();
        assertThat(store.current()).isEqualTo("v000003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters.json", "manifest.json", "pipeline/metadata"})
    void shouldRefuseATamperedObject(String name) throws Exception {
        StoreFixture.publish(store, PIPELINE);
        byte[] content = server.get(address + "/v000001/" + name);
        content[content.length / 2] ^= 1;
        server.put(address + "/v000001/" + name, content);

        refused(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters.json", "manifest.json", "pipeline/metadata"})
    void shouldRefuseATruncatedObject(String name) throws Exception {
        StoreFixture.publish(store, PIPELINE);
        byte[] content = server.get(address + "/v000001/" + name);
        server.put(address + "/v000001/" + name, Arrays.copyOf(content, content.length / 2));

        refused(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters.json", "manifest.json", "pipeline/metadata"})
    void shouldRefuseAModelThatLostAnObject(String name) throws Exception {
        StoreFixture.publish(store, PIPELINE);
        server.delete(address + "/v000001/" + name);

        refused(name);
    }

    @Test
    void shouldNotSeeAVersionBeforeItsLastObjectIsThere() throws Exception {
        StoreFixture.publish(store, PIPELINE);
        for (String name : List.of("parameters.json", "pipeline/metadata", "manifest.json")) {
            server.put(address + "/v000002/" + name, server.get(address + "/v000001/" + name));
        }

        assertThat(store.versions()).containsExactly("v000001");
        assertThat(store.current()).isEqualTo("v000001");
        assertThatThrownBy(() -> store.pin("v000002")).hasMessageContaining("one of [v000001]");
        assertThat(StoreFixture.publish(store, PIPELINE).version()).isEqualTo("v000003");
    }

    @Test
    void shouldWriteTheManifestBehindAllElse() throws Exception {
        StoreFixture.publish(store, PIPELINE);

        assertThat(server.written(address + "/v000001"))
                .contains("parameters.json", "pipeline/metadata", "pipeline/stages/0/data/part-0")
                .endsWith("manifest.json", "manifest.sha256");
    }

    @Test
    void shouldLeaveANumberToThePublisherWhoClaimedIt() throws Exception {
        server.put(address + "/.claims/v000001/somebody", new byte[0]);

        assertThat(StoreFixture.publish(store, PIPELINE).version()).isEqualTo("v000002");
        assertThat(store.versions()).containsExactly("v000002");
    }

    @Test
    void shouldKeepEveryModelOfPublishersAtTheSameTime() throws Exception {
        int publishers = 3;
        ExecutorService threads = Executors.newFixedThreadPool(publishers);
        List<Future<?>> running = new ArrayList<>();
        for (int p = 0; p < publishers; p++) {
            running.add(
                    threads.submit(
                            () -> {
                                StoreFixture.publish(store, PIPELINE);
                                StoreFixture.publish(store, PIPELINE);
                            }));
        }
        for (Future<?> publisher : running) {
            publisher.get();
        }
        threads.shutdown();

        assertThat(store.versions()).hasSize(2 * publishers).doesNotHaveDuplicates();
        assertThat(store.versions())
                .allSatisfy(
                        version -> assertThat(store.open(version).version()).isEqualTo(version));
    }

    private void refused(String name) {
        assertThatThrownBy(store::open)
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(StoreException.Unreachable.class)
                .hasMessageContainingAll(address + "/v000001/" + name, "The model is damaged");
    }
}
