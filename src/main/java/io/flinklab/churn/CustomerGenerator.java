package io.flinklab.churn;

import io.flinklab.data.Example;
import io.flinklab.data.SplitMix64;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.synthetic.DriftSchedule;
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
    private final double[][] ages = ages(0);
    private final double[][] shiftedAges = ages(CustomerShift.AGE_TILT);
    private final long seed;
    private final CustomerShift shift;
    private final DriftSchedule when;

    /** A generator of its own sequence of customers. */
    public CustomerGenerator(long seed) {
        this(seed, null, null);
    }

    private CustomerGenerator(long seed, CustomerShift shift, DriftSchedule when) {
        this.seed = seed;
        this.shift = shift;
        this.when = when;
        for (int i = 0; i < geographies.length; i++) {
            for (double weight : profile.products()[i]) {
                geographies[i] += weight;
            }
        }
    }

    /**
     * The same sequence, in which customers of odd phases are shifted: with the same draws, and of
     * the same id, they are who they would be then.
     */
    public CustomerGenerator shifted(CustomerShift what, DriftSchedule during) {
        return new CustomerGenerator(seed, what, during);
    }

    private double[][] ages(double tilt) {
        double[][] weights = new double[8 * geographies.length][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = profile.age().weights(i / 8, i / 2 % 4, i % 2 == 1, tilt);
        }
        return weights;
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

    private CustomerShift shift(long index) {
        if (when == null) {
            return null;
        }
        double draw = new SplitMix64(~seed, index).next();
        return when.phase(index, draw) % 2 == 1 ? shift : null;
    }

    private Customer customer(long index) {
        CustomerShift shifted = shift(index);
        double prices = shifted == CustomerShift.PRICES ? CustomerShift.PRICE_RISE : 1;
        double[][] agesNow = shifted == CustomerShift.AGE ? shiftedAges : ages;
        SplitMix64 random = new SplitMix64(seed, index);
        int geography = random.pick(geographies);
        int products = random.pick(profile.products()[geography]);
        boolean female =
                random.chance(
                        profile.femaleByGeography()[geography]
                                + profile.femaleShiftByProducts()[products]);
        int age =
                profile.age().youngest()
                        + random.pick(agesNow[geography * 8 + products * 2 + (female ? 1 : 0)]);
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
                        zero ? 0 : cents(prices * profile.nonzeroBalance().at(random.next())),
                        products + 1,
                        flag(random.chance(profile.creditCard())),
                        flag(random.chance(profile.active(age, products))),
                        cents(prices * profile.salary().at(random.next())),
                        Double.NaN);
        boolean turned = shifted == CustomerShift.CONCEPT;
        double probability = profile.churn().probability(unlabelled, geography, female, turned);
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
