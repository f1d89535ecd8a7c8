package io.flinklab.interchange.pmml;

/**
 * What a product is made of: a field's number, or 1 where a field has one value and 0 where it has
 * another.
 *
 * @param field of the document
 * @param value that is looked for; null for the field's number
 */
record Factor(String field, String value) {
    static Factor number(String field) {
        return new Factor(field, null);
    }

    boolean isNumber() {
        return value == null;
    }

    @Override
    public String toString() {
        return isNumber() ? field : field + "=" + value;
    }
}
