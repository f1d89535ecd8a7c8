/** Learning on a stream: a model that each labelled row changes. */
package io.flinklab.online;
