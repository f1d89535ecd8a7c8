package io.flinklab.streaming.kafka;

/** Kafka is away, or a topic is not there; the message says what to do. */
public final class TopicException extends RuntimeException {
    TopicException(String message, Throwable cause) {
        super(message, cause);
    }

    TopicException(String message) {
        super(message);
    }
}
