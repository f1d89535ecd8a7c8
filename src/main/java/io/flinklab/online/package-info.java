/**
 * Learning on a stream: a model that each labelled row changes, labels that come later than their
 * rows, and how good the scores are meanwhile.
 */
package io.flinklab.online;
