package io.cloakroom.tests.saboteurs;

/** What is broken on purpose and caught by one test, whose name begins with the clause. */
public interface NamedTestSabotage extends Sabotage {

  /** The test that catches it. */
  String test();

  @Override
  default String clause() {
    return test().substring(0, test().indexOf('_'));
  }
}
