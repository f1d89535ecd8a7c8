package io.flinklab.churn;

import io.flinklab.data.Example;
import io.flinklab.data.SplitMix64;
import io.flinklab.data.csv.ExampleCsv;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Makes customers who look like the article's, all of them invented: the same seed gives the same
 * customers on every machine, and a longer run begins with the shorter one's rows.
 */
public final class CustomerGenerator {

    /** The seed of {@code data/churn.csv}. */
    public static final long DEFAULT_SEED = 75;

    /** The rows of {@code data/churn.csv}. */
    public static final long DEFAULT_ROWS = 10_000;

    private static final long FIRST_ID = 15_565_701;
    private static final long IDS = 249_990;

    /** Shares no factor with {@link #IDS}, so that no id comes twice before all are used. */
    private static final long ID_STRIDE = 157_207;

    private final CustomerProfile profile = CustomerProfile.load();
    private final double[] geographies = new double[profile.geographies().length];
    private final double[][] ages = new double[8 * geographies.length][];
    private final long seed;

    /** A generator of its own sequence of customers. */
    public CustomerGenerator(long seed) {
        this.seed = seed;
        for (int i = 0; i < ages.length; i++) {
            ages[i] = profile.age().weights(i / 8, i / 2 % 4, i % 2 == 1);
        }
        for (int i = 0; i < geographies.length; i++) {
            for (double weight : profile.products()[i]) {
                geographies[i] += weight;
            }
        }
    }

    /** The first so many customers, as a model sees them. */
    public Stream<Example> examples(long rows) {
        return customers(rows).map(Customer::toExample);
    }

    /** The first so many customers. */
    public Stream<Customer> customers(long rows) {
        return LongStream.range(0, rows).mapToObj(this::customer);
    }

    /**
     * Writes the first so many customers as CSV, over an existing file.
     *
     * @throws DataException if the file cannot be written
     */
    public void writeTo(Path file, long rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("Expected 1 row or more, found " + rows);
        }
        ExampleCsv csv = ExampleCsv.labelled(Churn.SCHEMA);
        ExampleCsv.write(
                file, csv.header(), customers(rows).map(each -> record(csv, each)).iterator());
    }

    /** With what the schema does not read, so that a file has all of the article's columns. */
    private static List<String> record(ExampleCsv csv, Customer customer) {
        List<String> fields = csv.fields(customer.toExample());
        fields.set(csv.header().indexOf("RowNumber"), Long.toString(customer.rowNumber()));
        fields.set(csv.header().indexOf("Surname"), customer.surname());
        return fields;
    }

    private Customer customer(long index) {
        SplitMix64 random = new SplitMix64(seed, index);
        int geography = random.pick(geographies);
        int products = random.pick(profile.products()[geography]);
        boolean female =
                random.chance(
                        profile.femaleByGeography()[geography]
                                + profile.femaleShiftByProducts()[products]);
        int age =
                profile.age().youngest()
                        + random.pick(ages[geography * 8 + products * 2 + (female ? 1 : 0)]);
        boolean zero = random.chance(profile.zeroBalance()[geography][products]);
        Customer unlabelled =
                new Customer(
                        index + 1,
                        customerId(index),
                        Surnames.ofRank((int) profile.surnameRank().at(random.next())),
                        Math.rint(profile.creditScore().at(random.next())),
                        profile.geographies()[geography],
                        female ? "Female" : "Male",
                        age,
                        random.pick(profile.tenure()),
                        zero ? 0 : cents(profile.nonzeroBalance().at(random.next())),
                        products + 1,
                        flag(random.chance(profile.creditCard())),
                        flag(random.chance(profile.active(age, products))),
                        cents(profile.salary().at(random.next())),
                        Double.NaN);
        double probability = profile.churn().probability(unlabelled, geography, female);
        return labelled(unlabelled, flag(random.chance(probability)));
    }

    private long customerId(long index) {
        long shift = Long.remainderUnsigned(SplitMix64.mixed(seed), IDS);
        return FIRST_ID + index / IDS * IDS + (index % IDS * ID_STRIDE + shift) % IDS;
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }

    private static double cents(double euro) {
        return Math.rint(100 * euro) / 100;
    }

    private static Customer labelled(Customer of, double exited) {
        return new Customer(
                of.rowNumber(),
                of.customerId(),
                of.surname(),
                of.creditScore(),
                of.geography(),
                of.gender(),
                of.age(),
                of.tenure(),
                of.balance(),
                of.numOfProducts(),
                of.hasCrCard(),
                of.isActiveMember(),
                of.estimatedSalary(),
                exited);
    }
}
