package io.flinklab.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A way to split rows into a training and a test part, before the rows are known. */
public enum SplitMethod {
    /** The first 80 % of the rows in file order train: {@link Split#article}. */
    @JsonProperty("article")
    ARTICLE,
    /** 80 % of the rows train, drawn by a seeded hash: {@link Split#hash}. */
    @JsonProperty("hash")
    HASH;

    /**
     * The split of some rows.
     *
     * @param totalRows how many accepted rows there are; the hash split does not need it
     * @param seed of the hash split; the article's has none
     */
    public Split of(long totalRows, long seed) {
        return this == ARTICLE ? Split.article(totalRows) : Split.hash(seed);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
