package io.cloakroom.session;

import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.OnForeignRecord;
import io.cloakroom.record.RecordPeer;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.resilience.CircuitStatus;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.content.AttributeCodec;
import io.cloakroom.session.content.RecordFormat;
import io.cloakroom.session.index.EndEntries;
import io.cloakroom.session.index.EndFacts;
import io.cloakroom.session.index.UserEntries;
import io.cloakroom.session.writing.Lifetime;
import io.cloakroom.session.writing.RecordCreation;
import io.cloakroom.session.writing.RecordReplacement;
import io.cloakroom.session.writing.TtlRenewal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Builds the parts of a store from its options, in the order in which they need one another. The
 * builder may be changed afterwards.
 */
final class StoreAssembly {

  final Duration ttl;
  final Duration sweepInterval;
  final boolean touchDisabled;
  final boolean endless;
  final Optional<RecordPeer> peer;
  final SessionTracer tracer;
  final StoreObserver observer;
  final Supplier<CircuitStatus> circuit;
  final RecordReplacement replacement;
  final UnreadableRecords unreadable;
  final StoreContext context;
  final SessionToucher toucher;
  final SessionWalk walk;
  final SessionInventory inventory;
  final SessionsOfUser ofUser;
  final SessionSaver saver;
  final SessionLookups lookups;
  final SessionRemover remover;
  final SessionMover mover;

  StoreAssembly(RedisSessionStoreBuilder options) {
    this.ttl = options.ttl;
    this.sweepInterval = options.sweepInterval;
    this.touchDisabled = options.touchDisabled || options.ttlDisabled;
    this.endless = options.ttlDisabled;
    this.peer = Optional.ofNullable(options.peer);
    this.tracer = options.tracer;
    this.observer = GuardedObserver.of(options.observers);
    RedisCommands guarded = guarded(options, observer);
    this.circuit = () -> Resilience.statusOf(guarded);
    RedisCommands commands = WatchedPort.traced(guarded, tracer);
    SessionKeys keys = new SessionKeys(options.prefix(), idForm(options));
    this.unreadable = new UnreadableRecords(options.onUnreadable, observer);
    RecordFormat format = format(options, observer, commands);
    boolean merging = options.onConflict == OnConflict.MERGE;
    this.replacement = RecordReplacement.of(merging, commands);
    Conflicts conflicts = new Conflicts(merging, observer);
    this.context = context(options, commands, keys);
    SessionDrafts drafts = new SessionDrafts(context, format, observer);
    SessionReader reader =
        new SessionReader(keys, format, context.ttl(), unreadable, observer, options.clock);
    TtlRenewal touching = TtlRenewal.of(!options.touchAfter.isZero(), merging, commands);
    this.toucher = new SessionToucher(context, touching, replacement, reader);
    this.walk = new SessionWalk(context, options.scanCount, reader);
    this.inventory = new SessionInventory(context, format, walk);
    this.ofUser = new SessionsOfUser(context, reader);
    RecordCreation creation = new RecordCreation(context.commands(), replacement);
    SessionUpdates updates = new SessionUpdates(context, drafts, replacement, conflicts);
    this.saver = new SessionSaver(context, drafts, creation, updates, tracer);
    this.lookups = new SessionLookups(context, reader, toucher, saver);
    this.remover = new SessionRemover(context, replacement);
    this.mover =
        new SessionMover(
            context, drafts, saver, updates, replacement, creation, remover, conflicts);
  }

  private static RedisCommands guarded(RedisSessionStoreBuilder options, StoreObserver observer) {
    RedisCommands counted = WatchedPort.counted(options.commands, options.tracer);
    return options.resilience.around(WatchedPort.timed(counted, observer), options.tracer);
  }

  private static IdForm idForm(RedisSessionStoreBuilder options) {
    if (options.idHashing) {
      return IdForm.HASHED;
    }
    return options.peer == null ? IdForm.ENCODED : IdForm.VERBATIM;
  }

  private static RecordFormat format(
      RedisSessionStoreBuilder options, StoreObserver observer, RedisCommands commands) {
    AttributeSerializer serializer =
        options.serializer == null
            ? JsonSessionSerializer.builder()
                .allowAdvice(AllowRules.toSetSerializer("JsonSessionSerializer"))
                .build()
            : AttributeSerializer.of(options.serializer);
    return new RecordFormat(
        new AttributeCodec(
            serializer, new UnreadableAttributes(options.onUnreadableAttribute, observer)),
        commands::keyOnServer,
        options.compression,
        options.encryption,
        options.onPlainRecord == OnPlainRecord.ACCEPT,
        options.foreignRecords,
        options.onForeignRecord == OnForeignRecord.REWRITE,
        options.peer);
  }

  private static StoreContext context(
      RedisSessionStoreBuilder options, RedisCommands commands, SessionKeys keys) {
    Lifetime lifetime = new Lifetime(options.maxLifetime, options.peer == null);
    SessionTtl ttl =
        new SessionTtl(
            options.ttl, options.ttlFunction, options.ttlDisabled, options.touchAfter, lifetime);
    UserEntries users = new UserEntries(commands, keys.reserved(), options.clock);
    UserIndex index = new UserIndex(keys, users, options.user);
    EndFacts facts =
        new EndFacts(options.encryption, word -> commands.keyOnServer(keys.keyOfWord(word)));
    EndEntries entries = new EndEntries(commands, keys.reserved(), facts);
    SessionEnds ends = new SessionEnds(options.expiredEvents, keys, index, entries);
    return new StoreContext(commands, keys, ttl, lifetime, index, ends, options.clock);
  }
}
