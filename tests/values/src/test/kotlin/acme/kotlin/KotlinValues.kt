package acme.kotlin

import com.fasterxml.jackson.annotation.JsonIgnore
import io.cloakroom.values.Sample
import io.cloakroom.values.Sample.of
import kotlin.time.Duration.Companion.minutes
import kotlin.time.ExperimentalTime
import kotlin.time.Instant
import kotlin.uuid.ExperimentalUuidApi
import kotlin.uuid.Uuid

data class User(val name: String, val age: Int, val tags: List<String> = emptyList())

data class AllDefaults(val name: String = "guest", val visits: Int = 0)

@JvmRecord data class AsRecord(val name: String, val age: Int)

@JvmInline
value class Email(val address: String) {
  init {
    require('@' in address)
  }
}

data class Contact(val email: Email, val other: Email?, val number: UInt, val wait: kotlin.time.Duration)

class Cart(val owner: String) {
  val items = mutableListOf<String>()
  var visits = 0

  override fun equals(other: Any?) =
    other is Cart && owner == other.owner && items == other.items && visits == other.visits

  override fun hashCode() = owner.hashCode()
}

open class Person(val name: String) {
  override fun equals(other: Any?) = other is Person && name == other.name

  override fun hashCode() = name.hashCode()
}

class Admin(name: String, val level: Int) : Person(name)

class Upper(name: String) {
  override fun equals(other: Any?) = other is Upper && upper == other.upper

  override fun hashCode() = upper.hashCode()

  val upper = name.uppercase()
}

class Measured(name: String) {
  val length = name.length
}

class Next(val name: String, page: Int) {
  val next = page + 1
}

class WithLazy(val name: String) {
  val length by lazy { name.length }
}

class WithTransientLazy(val name: String) {
  @delegate:Transient val length by lazy { name.length }

  override fun equals(other: Any?) = other is WithTransientLazy && name == other.name

  override fun hashCode() = name.hashCode()
}

class Checked(var amount: Int) {
  init {
    require(amount >= 0)
  }
}

data class Ignored(val name: String, @field:JsonIgnore val password: String)

object Guest

data object Anonymous : java.io.Serializable {
  private fun readResolve(): Any = Anonymous
}

sealed interface State {
  data class Active(val since: Long) : State

  data object Closed : State
}

sealed class Result2 {
  class Failure(val code: Int) : Result2() {
    override fun equals(other: Any?) = other is Failure && code == other.code

    override fun hashCode() = code
  }

  object Success : Result2()
}

enum class Color {
  RED,
  GREEN {
    override fun mood() = "calm"
  };

  open fun mood() = "any"
}

class Outer {
  inner class Inner

  companion object
}

data class Generic<T>(val value: T, val more: List<T>)

class WithFunction(val f: () -> Int)

class Node(var next: Node? = null)

object KotlinValues {
  @JvmStatic
  fun classes(): List<Sample> =
    listOf(
      of("User(\"Ada\", 36, listOf(\"a\"))", User("Ada", 36, listOf("a")), User::class.java),
      of("User(\"Ada\", 36)", User("Ada", 36), User::class.java),
      of("listOf(User(…), User(…))", listOf(User("a", 1), User("b", 2)), User::class.java),
      of("AllDefaults(\"a\", 1)", AllDefaults("a", 1), AllDefaults::class.java),
      of("@JvmRecord AsRecord(\"a\", 1)", AsRecord("a", 1), AsRecord::class.java),
      of("value class Email(\"a@b\")", Email("a@b"), Email::class.java),
      of("listOf(Email(\"a@b\"))", listOf(Email("a@b")), Email::class.java),
      of(
        "Contact(Email(…), null, 5u, 3.minutes)",
        Contact(Email("a@b"), null, 5u, 3.minutes),
        Contact::class.java,
        Email::class.java,
      ),
      of(
        "Contact(Email(…), Email(…), …)",
        Contact(Email("a@b"), Email("c@d"), UInt.MAX_VALUE, 3.minutes),
        Contact::class.java,
        Email::class.java,
      ),
      of("Cart(\"a\") with items and visits", cart(), Cart::class.java),
      of("Admin(\"a\", 1), an heir", Admin("a", 1), Admin::class.java),
      of("Generic(1L, listOf(2L))", Generic(1L, listOf(2L)), Generic::class.java),
      of("Upper(\"a\"), whose parameter is no property", Upper("a"), Upper::class.java),
      of("Measured(\"a\"), whose parameter is no property", Measured("a"), Measured::class.java),
      of("Next(\"a\", 1), one of whose parameters is no property", Next("a", 1), Next::class.java),
      of("WithLazy(\"a\")", WithLazy("a"), WithLazy::class.java),
      of("with @delegate:Transient lazy", WithTransientLazy("a"), WithTransientLazy::class.java),
      of("Checked(1) set to -1", Checked(1).also { it.amount = -1 }, Checked::class.java),
      of("Ignored(…) with @JsonIgnore", Ignored("a", "b"), Ignored::class.java),
      of("object Guest", Guest, Guest::class.java),
      of("data object Anonymous", Anonymous, Anonymous::class.java),
      of("listOf(Guest, Guest)", listOf(Guest, Guest), Guest::class.java),
      of("sealed: State.Closed", State.Closed, State::class.java),
      of("sealed: State.Active(1)", State.Active(1), State::class.java),
      of("sealed class: Success", Result2.Success, Result2::class.java),
      of("sealed class: Failure(1)", Result2.Failure(1), Result2::class.java),
      of("enum Color.RED", Color.RED, Color::class.java),
      of("enum Color.GREEN, with a body", Color.GREEN, Color::class.java),
      of("inner class", Outer().Inner(), Outer.Inner::class.java),
      of("companion object", Outer.Companion, Outer.Companion::class.java),
      of("WithFunction { 1 }", WithFunction { 1 }, WithFunction::class.java),
      of("User(…), not allowed", User("Ada", 36)),
      of("listOf(Guest), not allowed", listOf(Guest)),
      of("{ 1 }", { 1 }),
      of("object : Any() {}", object : Any() {}),
    )

  private fun cart() =
    Cart("a").apply {
      items += "x"
      visits = 3
    }

  @OptIn(ExperimentalTime::class, ExperimentalUuidApi::class, ExperimentalUnsignedTypes::class)
  @JvmStatic
  fun library(): List<Sample> =
    listOf(
      of("listOf()", listOf<Int>()),
      of("listOf(1)", listOf(1)),
      of("listOf(1, 2)", listOf(1, 2)),
      of("mutableListOf(1)", mutableListOf(1)),
      of("emptyList()", emptyList<Int>()),
      of("emptySet()", emptySet<Int>()),
      of("emptyMap()", emptyMap<Int, Int>()),
      of("listOf(1).filter { false }", listOf(1).filter { false }),
      of("listOf(1).take(0)", listOf(1).take(0)),
      of("\"\".lines()", "".lines()),
      of("mapOf(\"a\" to emptyList())", mapOf("a" to emptyList<Int>())),
      of("setOf(1, 2)", setOf(1, 2)),
      of("mapOf(1 to 2)", mapOf(1 to 2)),
      of("mapOf(1 to 2, 3 to 4)", mapOf(1 to 2, 3 to 4)),
      of("hashMapOf(1 to 2)", hashMapOf(1 to 2)),
      of("sortedMapOf(1 to 2)", sortedMapOf(1 to 2)),
      of("sortedSetOf(2, 1)", sortedSetOf(2, 1)),
      of("buildList { add(1) }", buildList { add(1) }),
      of("buildList { }", buildList<Int> {}),
      of("buildSet { add(1) }", buildSet { add(1) }),
      of("buildMap { put(1, 2) }", buildMap { put(1, 2) }),
      of("ArrayDeque(listOf(1))", ArrayDeque(listOf(1))),
      of("1 to 2", 1 to 2),
      of("1 to null", 1 to null),
      of("Triple(1, 2L, \"c\")", Triple(1, 2L, "c")),
      of("Unit", Unit),
      of("1u", 1u),
      of("UInt.MAX_VALUE", UInt.MAX_VALUE),
      of("ULong.MAX_VALUE", ULong.MAX_VALUE),
      of("UByte.MAX_VALUE", UByte.MAX_VALUE),
      of("UShort.MAX_VALUE", UShort.MAX_VALUE),
      of("listOf(1u, 2u)", listOf(1u, 2u)),
      of("uintArrayOf(1u)", uintArrayOf(1u)),
      of("5.minutes", 5.minutes),
      of("Duration.INFINITE", kotlin.time.Duration.INFINITE),
      of("Instant.fromEpochSeconds(1, 2)", Instant.fromEpochSeconds(1, 2)),
      of("Uuid.fromLongs(1, 2)", Uuid.fromLongs(1, 2)),
      of("1..3", 1..3),
      of("1L..3L", 1L..3L),
      of("'a'..'c'", 'a'..'c'),
      of("IntRange.EMPTY", IntRange.EMPTY),
      of("1 until 3", 1 until 3),
      of("3 downTo 1", 3 downTo 1),
      of("1u..3u", 1u..3u),
      of("1.0..2.0", 1.0..2.0),
      of("\"a\"..\"b\"", "a".."b"),
      of("arrayOf(1, 2)", arrayOf(1, 2)),
      of("intArrayOf(1)", intArrayOf(1)),
      of("arrayOf(1 to 2)", arrayOf(1 to 2)),
      of("mutableListOf(1, 2).subList(0, 1)", mutableListOf(1, 2).subList(0, 1)),
      of("mutableListOf(1, 2).asReversed()", mutableListOf(1, 2).asReversed()),
      of("mapOf(1 to 2, 3 to 4).keys", mapOf(1 to 2, 3 to 4).keys),
      of("mapOf(1 to 2, 3 to 4).values", mapOf(1 to 2, 3 to 4).values),
      of("mapOf(1 to 2, 3 to 4).entries.first()", mapOf(1 to 2, 3 to 4).entries.first()),
      of("mapOf(1 to 2).withDefault { 0 }", mapOf(1 to 2).withDefault { 0 }),
      of("listOf(1, 2).asSequence()", listOf(1, 2).asSequence()),
      of("sequenceOf(1)", sequenceOf(1)),
      of("listOf(1, 2).groupBy { it % 2 }", listOf(1, 2).groupBy { it % 2 }),
      of("listOf(1, 2).associateWith { it }", listOf(1, 2).associateWith { it }),
      of("listOf(1, 2).partition { it > 1 }", listOf(1, 2).partition { it > 1 }),
      of("listOf(1, 2).zip(listOf(3, 4))", listOf(1, 2).zip(listOf(3, 4))),
      of("listOf(1, 2, 3).chunked(2)", listOf(1, 2, 3).chunked(2)),
      of("listOf(\"a\").withIndex().first()", listOf("a").withIndex().first()),
      of("Regex(\"a\")", Regex("a")),
      of("lazy { 1 }", lazy { 1 }),
      of("runCatching { 1 }", runCatching { 1 }),
      of("runCatching { error(\"a\") }", runCatching { error("a") }),
      of("StringBuilder(\"a\")", StringBuilder("a")),
    )
}
