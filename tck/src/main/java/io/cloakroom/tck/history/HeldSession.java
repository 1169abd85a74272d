package io.cloakroom.tck.history;

import io.cloakroom.session.Session;

/** A session in the hands of a client, as a request holds it while it is slow. */
record HeldSession(SessionTrace track, Session session) {}
