package io.cloakroom.demo.caches;

import org.junit.jupiter.api.Nested;

/**
 * H32 with real caches: visitors who come by one shared cache never get one another's page or
 * cookie. Needs Squid and Apache's httpd; {@code .ci/caches} installs them and runs this.
 */
class SharedCachesTest {

  @Nested
  class JavalinBehindSquid extends BehindSharedCache {
    JavalinBehindSquid() {
      super(JavalinOrigin::new, SharedCache.Program.SQUID);
    }
  }

  @Nested
  class JavalinBehindApache extends BehindSharedCache {
    JavalinBehindApache() {
      super(JavalinOrigin::new, SharedCache.Program.APACHE2);
    }
  }

  @Nested
  class MicronautBehindSquid extends BehindSharedCache {
    MicronautBehindSquid() {
      super(MicronautOrigin::new, SharedCache.Program.SQUID);
    }
  }

  @Nested
  class MicronautBehindApache extends BehindSharedCache {
    MicronautBehindApache() {
      super(MicronautOrigin::new, SharedCache.Program.APACHE2);
    }
  }
}
