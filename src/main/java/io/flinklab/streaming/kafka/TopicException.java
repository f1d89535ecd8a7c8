package io.flinklab.streaming.kafka;

/** Kafka cannot be reached, or a topic is missing; the message says what to do. */
public final class TopicException extends RuntimeException {
    TopicException(String message, Throwable cause) {
        super(message, cause);
    }

    TopicException(String message) {
        super(message);
    }
}
