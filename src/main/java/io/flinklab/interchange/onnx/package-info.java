/**
 * ONNX: a fitted pipeline written as a graph from a customer's columns to the probability to leave,
 * and graphs, ours or others', run by ONNX Runtime.
 */
package io.flinklab.interchange.onnx;
