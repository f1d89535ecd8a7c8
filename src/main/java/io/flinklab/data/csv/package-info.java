/** CSV: from a file's bytes to records, to a header, to examples; and from examples to text. */
package io.flinklab.data.csv;
