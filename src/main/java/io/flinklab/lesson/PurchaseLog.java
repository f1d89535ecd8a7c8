package io.flinklab.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/**
 * An invented log of purchases: who bought what. Each customer buys most of the time from one shelf
 * of the shop, and sometimes from another. The same seed gives the same log.
 */
public final class PurchaseLog {
    /** The type of {@link #rows}: the customer's number and the item's. */
    public static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {Types.LONG, Types.LONG},
                    new String[] {"user", "item"});

    private static final List<List<String>> SHELVES =
            List.of(
                    List.of("coffee", "filters", "mug", "grinder"),
                    List.of("tent", "sleeping bag", "stove", "torch"),
                    List.of("notebook", "pencil", "ruler", "eraser"));

    private static final List<String> ITEMS = SHELVES.stream().flatMap(List::stream).toList();

    private static final double OTHER_SHELF = 0.15;
    private static final int FEWEST = 3;
    private static final int MOST = 6;

    private PurchaseLog() {}

    /**
     * Draws a log.
     *
     * @param customers how many, 1 or more; each buys 3 to 6 different items
     */
    public static List<Row> rows(int customers, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (long customer = 1; customer <= customers; customer++) {
            for (int item : basket(random)) {
                rows.add(Row.of(customer, (long) item));
            }
        }
        return rows;
    }

    /**
     * The first customers and what they bought.
     *
     * @param log rows of a customer and an item, those of one customer in a row
     */
    public static List<List<Object>> baskets(List<Row> log, int customers) {
        Map<Long, List<String>> baskets = new LinkedHashMap<>();
        for (Row row : log) {
            baskets.computeIfAbsent(row.getFieldAs(0), customer -> new ArrayList<>())
                    .add(name(row.getFieldAs(1)));
        }
        return baskets.entrySet().stream()
                .limit(customers)
                .map(each -> List.<Object>of(each.getKey(), String.join(", ", each.getValue())))
                .toList();
    }

    /** An item's name by its number. */
    public static String name(long item) {
        return ITEMS.get(Math.toIntExact(item));
    }

    /**
     * What Swing found, by item: the name of each item and those of the similar ones, the most
     * similar first, each with its similarity.
     *
     * @param similar rows of an item and a text such as {@code 3,0.25;7,0.11}
     */
    public static List<List<Object>> named(List<Row> similar) {
        return similar.stream()
                .sorted((a, b) -> Long.compare(a.getFieldAs(0), b.getFieldAs(0)))
                .map(row -> List.<Object>of(name(row.getFieldAs(0)), names(row.getFieldAs(1))))
                .toList();
    }

    private static String names(String similar) {
        return Arrays.stream(similar.split(";"))
                .map(pair -> pair.split(","))
                .map(pair -> similarity(pair[0], pair[1]))
                .collect(Collectors.joining(", "));
    }

    private static String similarity(String item, String score) {
        return String.format(
                Locale.ROOT, "%s %.2f", name(Long.parseLong(item)), Double.parseDouble(score));
    }

    private static Set<Integer> basket(Random random) {
        int favourite = random.nextInt(SHELVES.size());
        int size = FEWEST + random.nextInt(MOST - FEWEST + 1);
        Set<Integer> basket = new LinkedHashSet<>();
        while (basket.size() < size) {
            boolean stray = basket.size() >= SHELVES.get(favourite).size() || chance(random);
            int shelf = stray ? random.nextInt(SHELVES.size()) : favourite;
            basket.add(shelf * SHELVES.get(0).size() + random.nextInt(SHELVES.get(0).size()));
        }
        return basket;
    }

    private static boolean chance(Random random) {
        return random.nextDouble() < OTHER_SHELF;
    }
}
