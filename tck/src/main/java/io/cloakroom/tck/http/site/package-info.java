/** For the kit's own use: a running application as its browsers see it, and the Redis behind it. */
@NullMarked
package io.cloakroom.tck.http.site;

import org.jspecify.annotations.NullMarked;
