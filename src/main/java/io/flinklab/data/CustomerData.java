package io.flinklab.data;

import java.util.List;

/**
 * What was read from one or more customer files.
 *
 * @param customers in file order
 * @param rejects in file order
 * @param files the files' paths, in the order in which they were read
 * @param sha256 of the file's bytes as they are stored, compressed or not, 64 hexadecimal digits;
 *     of several files, of their hashes joined by line feeds
 * @param leftOut what of a directory was not read
 */
public record CustomerData(
        List<Customer> customers,
        List<Reject> rejects,
        List<String> files,
        String sha256,
        LeftOut leftOut) {

    /** Copies the lists. */
    public CustomerData {
        customers = List.copyOf(customers);
        rejects = List.copyOf(rejects);
        files = List.copyOf(files);
    }

    /** Rows read: customers and rejects. */
    public long rows() {
        return (long) customers.size() + rejects.size();
    }

    /** How many customers have a CustomerId that an earlier one has too; they are all kept. */
    public long duplicateCustomerIds() {
        return customers.size()
                - customers.stream().mapToLong(Customer::customerId).distinct().count();
    }

    /**
     * Returns this if few enough rows are rejects.
     *
     * @param share 0 to 1
     * @throws DataException if the share of rejects is larger
     */
    public CustomerData requireRejectShareAtMost(double share) {
        new RejectLimit(share).check(rows(), rejects);
        return this;
    }
}
