package io.flinklab.data.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.data.Excerpt;
import io.flinklab.data.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The members of one JSON object, each read once, so that what is left over is no member that
 * anybody reads. Every error names the place of the object.
 *
 * @param left those that are not read yet
 * @param known the names of those that somebody asked for
 */
record JsonMembers(String place, ObjectNode left, List<String> known) {
    static JsonMembers of(String place, JsonNode json) {
        if (json instanceof ObjectNode object) {
            return new JsonMembers(place, object.deepCopy(), new ArrayList<>());
        }
        throw new IllegalArgumentException(
                place + ": expected a JSON object, found " + shown(json));
    }

    /** The same object under the name that it is known by from here on. */
    JsonMembers at(String name) {
        return new JsonMembers(name, left, known);
    }

    /** A member of any kind, or null. */
    JsonNode take(String name) {
        known.add(name);
        return left.remove(name);
    }

    /** Passes over a member that only people read. */
    void skip(String name) {
        left.remove(name);
    }

    String text(String name) {
        JsonNode value = take(name);
        // A label's 1 may stand there as a number.
        if (value == null || !(value.isTextual() || value.isNumber())) {
            throw wrong(name, "a text", value);
        }
        return value.asText();
    }

    List<String> texts(String name, List<String> otherwise) {
        JsonNode value = take(name);
        if (value == null) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.isTextual() ? each.asText() : null));
        if (!value.isArray() || texts.contains(null)) {
            throw wrong(name, "an array of texts", value);
        }
        return texts;
    }

    boolean yesOrNo(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value != null && value.booleanValue();
    }

    double number(String name, double otherwise) {
        JsonNode value = take(name);
        if (value != null && !value.isNumber()) {
            throw wrong(name, "a number", value);
        }
        return value == null ? otherwise : value.doubleValue();
    }

    String choice(String name, List<String> choices) {
        JsonNode value = take(name);
        if (value != null && choices.contains(value.asText())) {
            return value.asText();
        }
        String hint = value == null ? "" : NearestName.hint(value.asText(), choices);
        throw new IllegalArgumentException(
                wrong(name, "one of " + choices, value).getMessage() + hint);
    }

    <E extends Enum<E>> E choice(String name, E[] values) {
        List<String> choices = Arrays.stream(values).map(JsonMembers::lower).toList();
        return values[choices.indexOf(choice(name, choices))];
    }

    /** The name of an enum's value in JSON. */
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Refuses an object that has a member nobody asked for. */
    void requireNoMore() {
        Iterator<String> names = left.fieldNames();
        if (names.hasNext()) {
            throw new IllegalArgumentException(
                    "%s: expected no other member than %s, found '%s'"
                            .formatted(place, known, names.next()));
        }
    }

    IllegalArgumentException wrong(String name, String expected, JsonNode found) {
        return new IllegalArgumentException(
                "%s, %s: expected %s, found %s".formatted(place, name, expected, shown(found)));
    }

    private static String shown(JsonNode found) {
        return found == null ? "nothing" : Excerpt.printable(found.toString(), 80);
    }
}
