/** The course's table: its schema, its feature plans, and made-up customers. */
package io.flinklab.churn;
