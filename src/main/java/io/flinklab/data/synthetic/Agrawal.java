package io.flinklab.data.synthetic;

import io.flinklab.data.Example;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.SplitMix64;

/**
 * People who apply for a loan, and the ten functions that decide who belongs to group A (Agrawal,
 * Imielinski and Swami, "Database Mining: A Performance Perspective", 1993), which is the positive
 * label. Concept 0 is the paper's function 1. Without the paper's perturbation of the values.
 */
public record Agrawal() implements Concepts {
    private static final Schema SCHEMA =
            Schema.builder()
                    .number("salary", NumberRange.decimal(20_000, 150_000))
                    .number("commission", NumberRange.decimal(0, 75_000))
                    .number("age", NumberRange.whole(20, 80))
                    .number("educationLevel", NumberRange.whole(0, 4))
                    .number("car", NumberRange.whole(1, 20))
                    .number("zipCode", NumberRange.whole(0, 8))
                    .number("houseValue", NumberRange.decimal(0, 1_350_000))
                    .number("houseYears", NumberRange.whole(1, 30))
                    .number("loan", NumberRange.decimal(0, 500_000))
                    .label("group", "A", "B")
                    .build();

    /** Bounds of what decides, for those below 40, below 60 and from 60 on. */
    private static final Bounds INCOME =
            new Bounds(
                    new double[] {50_000, 75_000, 25_000}, new double[] {100_000, 125_000, 75_000});

    private static final Bounds EDUCATION =
            new Bounds(new double[] {0, 1, 2}, new double[] {1, 3, 4});
    private static final Bounds EDUCATED_INCOME =
            new Bounds(
                    new double[] {25_000, 50_000, 50_000}, new double[] {75_000, 100_000, 100_000});
    private static final Bounds EARNERS_LOAN =
            new Bounds(
                    new double[] {100_000, 200_000, 300_000},
                    new double[] {300_000, 400_000, 500_000});
    private static final Bounds OTHERS_LOAN =
            new Bounds(
                    new double[] {200_000, 300_000, 100_000},
                    new double[] {400_000, 500_000, 300_000});

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public int count() {
        return 10;
    }

    @Override
    public Example example(SplitMix64 draws, int concept) {
        double salary = between(20_000, 150_000, draws);
        double commission = between(10_000, 75_000, draws);
        int age = whole(20, 80, draws);
        int education = whole(0, 4, draws);
        int car = whole(1, 20, draws);
        int zipCode = whole(0, 8, draws);
        // A house's value depends on where it stands.
        double hundredThousands = 100_000 * (9 - zipCode);
        double houseValue = between(.5 * hundredThousands, 1.5 * hundredThousands, draws);
        int houseYears = whole(1, 30, draws);
        double loan = between(0, 500_000, draws);
        double[] numbers = {
            salary,
            salary >= 75_000 ? 0 : commission,
            age,
            education,
            car,
            zipCode,
            houseValue,
            houseYears,
            loan
        };
        double label = Person.of(numbers).isInGroupA(concept + 1) ? 1 : 0;
        return new Example(null, numbers, new String[0], label);
    }

    private static double between(double from, double to, SplitMix64 draws) {
        return from + (to - from) * draws.next();
    }

    private static int whole(int from, int to, SplitMix64 draws) {
        return from + (int) ((to - from + 1) * draws.next());
    }

    /** From a bound to another one, both included, one each for an age group. */
    private record Bounds(double[] lower, double[] upper) {
        boolean hold(int ageGroup, double value) {
            return value >= lower[ageGroup] && value <= upper[ageGroup];
        }
    }

    /** What the functions look at. */
    record Person(
            double salary,
            double commission,
            double age,
            double education,
            double houseValue,
            double houseYears,
            double loan) {

        static Person of(double[] numbers) {
            return new Person(
                    numbers[0],
                    numbers[1],
                    numbers[2],
                    numbers[3],
                    numbers[6],
                    numbers[7],
                    numbers[8]);
        }

        /** Counts the functions from 1, as the paper does. */
        boolean isInGroupA(int function) {
            int ageGroup = age < 40 ? 0 : age < 60 ? 1 : 2;
            return switch (function) {
                case 1 -> ageGroup != 1;
                case 2 -> INCOME.hold(ageGroup, salary);
                case 3 -> EDUCATION.hold(ageGroup, education);
                case 4 ->
                        (EDUCATION.hold(ageGroup, education) ? EDUCATED_INCOME : INCOME)
                                .hold(ageGroup, salary);
                case 5 ->
                        (INCOME.hold(ageGroup, salary) ? EARNERS_LOAN : OTHERS_LOAN)
                                .hold(ageGroup, loan);
                case 6 -> INCOME.hold(ageGroup, salary + commission);
                case 7 -> income() - .2 * loan - 20_000 > 0;
                case 8 -> income() - 5_000 * education - 20_000 > 0;
                case 9 -> income() - 5_000 * education - .2 * loan - 10_000 > 0;
                default -> income() - 5_000 * education + .2 * equity() - 10_000 > 0;
            };
        }

        private double income() {
            return .67 * (salary + commission);
        }

        private double equity() {
            return .1 * houseValue * Math.max(houseYears - 20, 0);
        }
    }
}
