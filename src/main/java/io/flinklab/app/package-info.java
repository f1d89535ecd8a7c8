/**
 * Where it all comes together: the command line, the Flink cluster inside this process, and the
 * workflows that need both a job and a model store. Nothing else makes a Flink environment.
 */
package io.flinklab.app;
