package io.cloakroom.mock;

/** What the commands mean to somebody who is alone. */
public final class OneKeyAlone implements OneKey {

  private static final String NONE = "none";

  private String value = NONE;
  private boolean expires;

  @Override
  public String get() {
    return value;
  }

  @Override
  public String getAndExpire() {
    expires = isThere();
    return value;
  }

  @Override
  public boolean set() {
    return put("set");
  }

  @Override
  public boolean setIfAbsent() {
    return !isThere() && put("set if absent");
  }

  @Override
  public boolean setIfPresent() {
    return isThere() && put("set if present");
  }

  @Override
  public String timeToLive() {
    return !isThere() ? "Missing" : expires ? "Remaining" : "Unlimited";
  }

  @Override
  public long delete() {
    return isThere() && put(NONE) ? 1 : 0;
  }

  @Override
  public String compareAndSet() {
    return value.equals("set") && put("compare and set") ? "Applied" : found();
  }

  @Override
  public String compareAndDelete() {
    return value.equals("set") && put(NONE) ? "Applied" : found();
  }

  private String found() {
    return isThere() ? value : "Missing";
  }

  private boolean isThere() {
    return !value.equals(NONE);
  }

  private boolean put(String written) {
    value = written;
    expires = false;
    return true;
  }
}
