package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript.Action;
import io.cloakroom.tck.http.application.RouteScript.End;
import io.cloakroom.tck.http.application.RouteScript.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must come of a request.
 *
 * @param actions what the handler is to do: what nobody promises anything about is left out
 * @param seen what it reads
 * @param left what the session holds afterwards; null: there is none
 * @param issues whether a cookie with a new id comes
 * @param removes whether the cookie is taken back
 * @param renews whether the cookie comes again, with the same id
 */
record WebExpectation(
    List<Action> actions,
    List<String> seen,
    @Nullable Map<String, String> left,
    boolean issues,
    boolean removes,
    boolean renews) {

  static WebExpectation of(WebStep step, @Nullable Map<String, String> before, WebSetup setup) {
    List<Action> actions = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    Map<String, String> left = before == null ? null : new LinkedHashMap<>(before);
    boolean issues = false;
    boolean removes = false;
    boolean unset = false;
    boolean fresh = before == null;
    boolean asked = false; // some frameworks show a session that has been asked for
    for (Action action : step.actions()) {
      boolean endsWhatItBegan = action.verb() == Verb.DESTROY && before == null;
      boolean mayHaveBegun = issues || (left == null && asked);
      if (endsWhatItBegan || (action.verb() == Verb.EXISTS && mayHaveBegun)) {
        continue; // frameworks differ in that
      }
      asked = action.verb() != Verb.DESTROY && (asked || action.verb() != Verb.EXISTS);
      actions.add(action);
      switch (action.verb()) {
        case GET ->
            seen.add(
                left == null || unset ? Route.NONE : left.getOrDefault(action.name(), Route.NONE));
        case REMOVE -> {
          if (left != null) {
            left.remove(action.name());
          }
        }
        case DESTROY -> {
          left = null;
          removes = true;
          issues = false;
          fresh = true;
        }
        case SET, LOG_IN, BEGIN_AGAIN -> {
          issues |= left == null || action.verb() != Verb.SET;
          removes = false;
          if (left == null || action.verb() == Verb.BEGIN_AGAIN) {
            left = new LinkedHashMap<>();
            fresh = true;
          }
          left.put(action.name(), action.value());
        }
        case COUNT, APPEND -> {
          issues |= left == null;
          removes = false;
          left = left == null ? new LinkedHashMap<>() : left;
          left.merge(action.name(), added(action), (had, added) -> more(had, action));
        }
        case EXISTS -> seen.add(Boolean.toString(left != null));
        case UNSET -> {
          left = before == null || setup.unsetDestroys() ? null : new LinkedHashMap<>(before);
          removes = before != null && setup.unsetDestroys();
          issues = false;
          unset = true;
        }
        case WAIT -> {}
      }
    }
    if (actions.isEmpty()) {
      actions.add(new Action(Verb.GET, "a", ""));
      seen.add(Route.NONE);
    }
    if (fresh && left != null && left.isEmpty()) { // what begins and is emptied is not kept
      left = null;
      removes = before != null;
      issues = false;
    }
    boolean fails = step.end() == End.THROW || step.end() == End.ERROR;
    if (fails && setup.dropsOnError()) {
      boolean due = setup.rolling() && before != null;
      return new WebExpectation(actions, seen, before, false, false, due);
    }
    return new WebExpectation(
        actions, seen, left, issues, removes, setup.rolling() && left != null && !issues && !unset);
  }

  /** What a value is that was added to nothing. */
  static String added(Action action) {
    return action.verb() == Verb.APPEND ? "list." + action.value() : "integer.1";
  }

  /** What a value is after it was added to. */
  static String more(String had, Action action) {
    return action.verb() == Verb.APPEND
        ? had + "." + action.value()
        : "integer." + (Integer.parseInt(had.substring(had.indexOf('.') + 1)) + 1);
  }

  int status(WebStep step) {
    return switch (step.end()) {
      case ANSWER, FORWARD, ERROR_PAGE -> step.status();
      case STREAM -> 200;
      case THROW, ERROR -> 500;
    };
  }

  /** The clause about its cookies. */
  String clause() {
    return removes ? "H12" : issues ? "H3" : renews ? "H15" : "H2";
  }
}
