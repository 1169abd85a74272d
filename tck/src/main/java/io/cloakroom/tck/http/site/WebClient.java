package io.cloakroom.tck.http.site;

import java.util.List;

/** A connection to one server, as a browser keeps it. */
public interface WebClient extends AutoCloseable {

  /** Sends requests at a time, and reads their responses, in the same order. */
  List<ReceivedResponse> send(List<WebRequest> requests);

  @Override
  void close();
}
