/** Both integrations behind real shared caches. */
@org.jspecify.annotations.NullMarked
package io.cloakroom.demo.caches;
