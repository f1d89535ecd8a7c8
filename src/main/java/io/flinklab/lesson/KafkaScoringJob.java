package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ModelUpdates;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import io.flinklab.streaming.kafka.MessageTopic;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** A running job that scores the rows of one topic and learns of new models from another. */
public final class KafkaScoringJob {
    private final LocalKafka kafka;
    private final Schema schema;
    private final String topic;
    private final String events;
    private final LiveStream stream;

    private KafkaScoringJob(
            LocalKafka kafka, Schema schema, String topic, String events, LiveStream stream) {
        this.kafka = kafka;
        this.schema = schema;
        this.topic = topic;
        this.events = events;
        this.stream = stream;
    }

    /**
     * Makes two topics and starts a job that begins with the store's current model.
     *
     * @param env a new one, for this job alone
     */
    public static KafkaScoringJob start(
            LocalKafka kafka, StreamExecutionEnvironment env, ModelStore store) throws Exception {
        String topic = kafka.newTopic("customers");
        String events = kafka.newTopic("models");
        env.getConfig().enableObjectReuse();
        ServedModel first = ServedModel.of(store.open());
        // The store is looked into now and then, too: an event may be lost.
        DataStream<Row> looks =
                ModelTopic.at(events)
                        .events(env)
                        .union(ModelUpdates.ticks(env, Duration.ofSeconds(5)));
        ModelUpdates updates =
                ModelUpdates.at(looks, new StoreLocation(store.where()), first, List.of());
        ScoredStream scored =
                new ScoringJob(env, MessageTopic.at(topic).messages(first.schema()))
                        .score(updates, new ScoringOptions());
        LiveStream stream = new LiveStream(env, scored, updates);
        stream.start("customers of a topic");
        return new KafkaScoringJob(kafka, first.schema(), topic, events, stream);
    }

    /** Sends a message for each example, without the label. */
    public void send(List<Example> examples) throws InterruptedException, ExecutionException {
        kafka.send(topic, ExampleCsv.unlabelled(schema).records(examples));
    }

    /** Sends the event that makes the job look into the store now. */
    public void tell(ModelEvent.Action action, String version) throws InterruptedException {
        ModelTopic.at(events).send(action, version);
    }

    /** What comes out of the job. */
    public LiveStream results() {
        return stream;
    }

    /** Stops the job and deletes its topics. */
    public void stop() throws InterruptedException, ExecutionException {
        stream.stop();
        kafka.deleteTopics();
    }
}
