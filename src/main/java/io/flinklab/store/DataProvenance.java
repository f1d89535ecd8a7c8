package io.flinklab.store;

/**
 * The data that a model was trained and measured on.
 *
 * @param file name of the file or directory, without the directories above it
 * @param sha256 of its bytes, as 64 hexadecimal digits
 * @param rows accepted rows
 * @param rejects rows that could not be read
 * @param trainRows accepted rows that trained
 * @param testRows accepted rows that measured
 * @param duplicateKeys rows whose key an earlier row had
 */
public record DataProvenance(
        String file,
        String sha256,
        long rows,
        long rejects,
        long trainRows,
        long testRows,
        long duplicateKeys) {}
