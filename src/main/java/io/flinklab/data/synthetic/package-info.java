/**
 * Tables from the papers on concept drift, made row by row: the rule that gives a row its label
 * changes at rows that are known, so that one can say how soon a detector sees it.
 */
package io.flinklab.data.synthetic;
