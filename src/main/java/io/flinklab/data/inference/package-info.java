/** From a whole CSV file to a schema that a person edits, with doubts in words. */
package io.flinklab.data.inference;
