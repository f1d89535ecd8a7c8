/** Real servers and clusters for tests: each a process on the loopback interface. */
package io.flinklab.kit;
