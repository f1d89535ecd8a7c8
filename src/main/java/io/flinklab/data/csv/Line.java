package io.flinklab.data.csv;

/**
 * One line of a file.
 *
 * @param number from 1
 * @param text without its end; wrong bytes shown as U+FFFD
 * @param end the line break: LF, CR LF, CR, or empty at the end of the file
 * @param defect why the text is not as in the file, empty if it is
 */
record Line(long number, String text, String end, String defect) {}
