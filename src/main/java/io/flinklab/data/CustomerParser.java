package io.flinklab.data;

import org.apache.flink.types.Row;

/** One record of a customer file into a {@link Customer} or a {@link Reject}. Not thread-safe. */
public final class CustomerParser {
    private final FieldSplitter splitter = new FieldSplitter();
    private final String file;
    private final boolean labelled;

    /**
     * @param file named in rejects
     * @param labelled whether records have the label as their 14th field; without it they have 13
     *     and the label is NaN
     */
    public CustomerParser(String file, boolean labelled) {
        this.file = file;
        this.labelled = labelled;
    }

    /**
     * Parses a record; never throws for what is in it.
     *
     * @param line the record's first line in its file, from 1
     * @param text the record without its final line break; a quoted field may span lines
     */
    public ParsedRow parse(long line, String text) {
        try {
            return new ParsedRow.Accepted(customer(splitter.split(text)), line, text);
        } catch (BadValue bad) {
            return rejected(line, bad.column(), bad.getMessage(), text);
        }
    }

    /**
     * Parses a record of the file that this parser is for; never throws for what is in it.
     *
     * @param message of type {@link MessageRows#TYPE}
     */
    public ParsedRow parseMessage(Row message) {
        return parse(
                new LogicalRecord(
                        MessageRows.position(message),
                        MessageRows.text(message),
                        MessageRows.defect(message)));
    }

    ParsedRow parse(LogicalRecord record) {
        return record.defect().isEmpty()
                ? parse(record.line(), record.text())
                : rejected(record.line(), "", record.defect(), record.text());
    }

    private ParsedRow rejected(long line, String column, String reason, String raw) {
        return new ParsedRow.Rejected(new Reject(file, line, column, reason, raw));
    }

    private Customer customer(String[] fields) throws BadValue {
        int expected = labelled ? CustomerSchema.COLUMNS.size() : CustomerSchema.UNLABELLED.size();
        if (fields.length != expected) {
            throw new BadValue("", "expected " + expected + " fields, found " + fields.length);
        }
        return new Customer(
                (long) CustomerSchema.ROW_NUMBER.read(fields[0]),
                (long) CustomerSchema.CUSTOMER_ID.read(fields[1]),
                fields[2],
                CustomerSchema.CREDIT_SCORE.read(fields[3]),
                CategoryText.read("Geography", fields[4]),
                CategoryText.read("Gender", fields[5]),
                CustomerSchema.AGE.read(fields[6]),
                CustomerSchema.TENURE.read(fields[7]),
                CustomerSchema.BALANCE.read(fields[8]),
                CustomerSchema.NUM_OF_PRODUCTS.read(fields[9]),
                CustomerSchema.HAS_CR_CARD.read(fields[10]),
                CustomerSchema.IS_ACTIVE_MEMBER.read(fields[11]),
                CustomerSchema.ESTIMATED_SALARY.read(fields[12]),
                labelled ? CustomerSchema.EXITED.read(fields[13]) : Double.NaN);
    }
}
