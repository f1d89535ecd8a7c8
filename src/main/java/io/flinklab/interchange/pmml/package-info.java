/**
 * PMML, the XML language of models: a fitted pipeline written as one document, and documents scored
 * by pmml4s, ours and those of other tools.
 */
package io.flinklab.interchange.pmml;
