package io.cloakroom.tests.admin;

import io.cloakroom.admin.PageRequest;
import io.cloakroom.admin.PageResponse;
import java.util.concurrent.CompletionStage;

/** A page of all sessions, sound or broken on purpose. */
@FunctionalInterface
interface Answers {

  CompletionStage<PageResponse> handle(PageRequest request);
}
