package io.flinklab.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes customers in the article's format. Whole numbers have no decimal point. */
public final class CustomerCsv {
    private CustomerCsv() {}

    /**
     * Writes the header and a line for each customer as {@link OutputFile} does, over an existing
     * file.
     *
     * @throws DataException if the file cannot be written
     */
    static void write(Path file, Iterator<Customer> customers) {
        try {
            OutputFile.write(file, out -> write(out, customers));
        } catch (IOException e) {
            throw OutputFile.unwritable(file, e);
        }
    }

    private static void write(OutputStream out, Iterator<Customer> customers) throws IOException {
        CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        writer.writeRecord(CustomerSchema.COLUMNS);
        customers.forEachRemaining(customer -> writer.writeRecord(fields(customer)));
        writer.flush();
    }

    /** The header without the label and a line for each customer, as those who score get them. */
    public static String unlabelled(List<Customer> customers) {
        return String.join("\n", unlabelledHeader(), String.join("\n", records(customers)), "");
    }

    /** A record for each customer, without the label, a line break or a header. */
    public static List<String> records(List<Customer> customers) {
        return customers.stream().map(customer -> record(withoutLabel(fields(customer)))).toList();
    }

    private static String unlabelledHeader() {
        return record(withoutLabel(CustomerSchema.COLUMNS));
    }

    private static List<String> withoutLabel(List<String> fields) {
        return fields.subList(0, fields.size() - 1);
    }

    private static String record(List<String> fields) {
        StringWriter text = new StringWriter();
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text).writeRecord(fields);
        return text.toString().stripTrailing();
    }

    private static List<String> fields(Customer customer) {
        List<String> fields = new ArrayList<>();
        fields.add(Long.toString(customer.rowNumber()));
        fields.add(Long.toString(customer.customerId()));
        fields.add(customer.surname());
        fields.add(number(customer.creditScore()));
        fields.add(customer.geography());
        fields.add(customer.gender());
        fields.add(number(customer.age()));
        fields.add(number(customer.tenure()));
        fields.add(number(customer.balance()));
        fields.add(number(customer.numOfProducts()));
        fields.add(number(customer.hasCrCard()));
        fields.add(number(customer.isActiveMember()));
        fields.add(number(customer.estimatedSalary()));
        fields.add(number(customer.exited()));
        return fields;
    }

    /** Plain decimal notation, without a decimal point for whole numbers. */
    static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < NumberColumn.MAX_EXACT;
        return whole ? Long.toString((long) value) : BigDecimal.valueOf(value).toPlainString();
    }
}
