/** What writers of client adapters share: argument checks, fallbacks and patterns. */
@NullMarked
package io.cloakroom.redis.adapter;

import org.jspecify.annotations.NullMarked;
