/**
 * CSV lines or JSON objects in, typed customers out. A {@link io.flinklab.data.CustomerParser} or a
 * {@link io.flinklab.data.CustomerJson} turns one record into a {@link io.flinklab.data.Customer}
 * or into a {@link io.flinklab.data.Reject} that says why not; {@link
 * io.flinklab.data.CustomerFile} does so for whole files in plain Java, {@link
 * io.flinklab.data.CustomerSource} on a Flink stream. {@link io.flinklab.data.Split} says which
 * rows train and which test, {@link io.flinklab.data.CustomerGenerator} makes customers that look
 * like the article's.
 */
package io.flinklab.data;
