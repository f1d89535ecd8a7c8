/**
 * The scoring service: a published model behind HTTP, changed while it answers. {@link
 * io.flinklab.serving.http.ScoringService} answers with what its {@link
 * io.flinklab.serving.http.LiveModel} holds at that moment.
 */
package io.flinklab.serving.http;
