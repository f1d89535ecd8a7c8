/**
 * ONNX: a fitted pipeline written as a graph from an example's columns to the probability of a
 * positive label, and graphs, ours or others', run by ONNX Runtime.
 */
package io.flinklab.interchange.onnx;
