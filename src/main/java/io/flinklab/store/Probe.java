package io.flinklab.store;

import io.flinklab.data.Customer;

/**
 * A made-up customer and the score that the model gave when it was published: whoever loads the
 * model later can see that it still scores the same.
 *
 * @param customer nobody's data; the label means nothing
 * @param score probability, 0 to 1
 */
public record Probe(Customer customer, double score) {}
