/** Sessions in Redis for Javalin. */
module io.cloakroom.javalin {
  requires transitive io.cloakroom.core;
  requires transitive io.javalin;
  requires jakarta.servlet;
  requires kotlin.stdlib;
  requires org.eclipse.jetty.ee10.servlet;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.session;
  requires org.eclipse.jetty.util;
  requires org.slf4j;

  exports io.cloakroom.javalin;
}
