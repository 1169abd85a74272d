import io.lettuce.core.RedisURI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import io.cloakroom.benchmarks.TypicalSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * The pages of the comparison with Spring Session's usual repository, over Lettuce, as a servlet
 * filter on Jetty. Started as source: its libraries are there in the profile {@code compare} only.
 * Takes the address of Redis, and prints the port.
 */
public final class SpringSessions {

  private SpringSessions() {}

  public static void main(String[] arguments) throws Exception {
    URI redis = URI.create(arguments[0]);
    LettuceConnectionFactory connections =
        new LettuceConnectionFactory(
            new RedisStandaloneConfiguration(redis.getHost(), redis.getPort()));
    connections.afterPropertiesSet();
    connections.start();
    RedisTemplate<String, Object> template = new RedisTemplate<>();
    template.setConnectionFactory(connections);
    template.setKeySerializer(RedisSerializer.string());
    template.setHashKeySerializer(RedisSerializer.string());
    template.afterPropertiesSet();

    ServletContextHandler pages = new ServletContextHandler();
    pages.addFilter(
        new FilterHolder(new SessionRepositoryFilter<>(new RedisSessionRepository(template))),
        "/*",
        EnumSet.of(DispatcherType.REQUEST));
    pages.addServlet(new ServletHolder(new Pages()), "/*");
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(pages);
    server.start();
    System.out.println("port " + ((NetworkConnector) server.getConnectors()[0]).getLocalPort());
  }

  private static final class Pages extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String answer = "written";
      switch (request.getPathInfo()) {
        case "/begin" -> TypicalSession.attributes(1).forEach(request.getSession()::setAttribute);
        case "/write" ->
            request.getSession().setAttribute("views", ThreadLocalRandom.current().nextInt());
        default -> answer = "" + request.getSession().getAttribute("user");
      }
      response.getWriter().write(answer);
    }
  }
}
