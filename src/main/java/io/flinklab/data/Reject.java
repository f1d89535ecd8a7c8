package io.flinklab.data;

/**
 * A row that could not be read, kept instead of dropped.
 *
 * @param file where it stood: a path as given by the reader's caller
 * @param line its first line in that file, from 1
 * @param column the column at fault, or an empty string where the whole row is
 * @param reason what was expected and what was found
 * @param raw the row's text, whole
 */
public record Reject(String file, long line, String column, String reason, String raw) {}
