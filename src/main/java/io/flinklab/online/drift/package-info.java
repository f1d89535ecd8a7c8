/** Detectors of drift: they say when the values of a stream have changed. */
package io.flinklab.online.drift;
