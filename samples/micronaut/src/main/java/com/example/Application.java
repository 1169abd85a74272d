package com.example;

import io.cloakroom.http.RequestSession;
import io.lettuce.core.RedisClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.Micronaut;
import jakarta.inject.Singleton;

/** Counts a visitor's visits. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Micronaut.run(Application.class, args);
  }

  @Factory
  static class Redis {
    @Singleton
    @Bean(preDestroy = "shutdown")
    RedisClient client(@Value("${redis.url}") String url) {
      return RedisClient.create(url);
    }
  }

  @Controller
  static class Shop {
    @Get(produces = MediaType.TEXT_PLAIN)
    String visit(RequestSession session) {
      int visits =
          session.update("visits", Integer.class, before -> before == null ? 1 : before + 1);
      return "visit " + visits;
    }
  }
}
