/** What came of a run of the kit, clause by clause. */
@org.jspecify.annotations.NullMarked
package io.cloakroom.tck.report;
