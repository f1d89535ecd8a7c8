/** JSON: examples and schemas to text and back. */
package io.flinklab.data.json;
