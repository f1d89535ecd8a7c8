/**
 * Other ways to run a model than plain Java. A fitted pipeline is written in another format and run
 * by that format's runtime; a model that was made elsewhere comes in as it is. Whatever runs it, a
 * score is the same.
 */
package io.flinklab.interchange;
