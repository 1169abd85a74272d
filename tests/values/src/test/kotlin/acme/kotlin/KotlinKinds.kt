package acme.kotlin

import com.fasterxml.jackson.annotation.JsonProperty
import io.cloakroom.values.Sample
import io.cloakroom.values.Sample.of
import kotlin.properties.Delegates
import kotlin.time.Duration.Companion.seconds
import kotlin.time.ExperimentalTime
import kotlin.time.TimeSource
import kotlin.time.measureTimedValue

class Late {
  lateinit var name: String

  override fun equals(other: Any?) = other is Late && text() == other.text()

  override fun hashCode() = 1

  fun text() = if (::name.isInitialized) name else null
}

class Observed(val name: String) {
  var visits: Int by Delegates.observable(0) { _, _, _ -> }
}

class ByMap(val map: Map<String, Any?>) {
  val name: String by map

  override fun equals(other: Any?) = other is ByMap && map == other.map

  override fun hashCode() = map.hashCode()
}

class ByParameter(items: List<Int>) : List<Int> by items

class ByProperty(private val items: List<Int>) : List<Int> by items {
  override fun equals(other: Any?) = other is ByProperty && items == other.items

  override fun hashCode() = items.hashCode()
}

@JvmInline
value class Code private constructor(val text: String) {
  companion object {
    fun of(text: String) = Code(text.uppercase())
  }
}

@JvmInline value class Wrapping(val code: Code)

@JvmInline value class Maybe(val text: String?)

@JvmInline value class Numbers(val all: List<Int>)

data class Holds(val code: Code, val wrapping: Wrapping, val maybe: Maybe, val maybeNot: Maybe?)

data class Private private constructor(val name: String) {
  companion object {
    fun of(name: String) = Private(name)
  }
}

class Secondary(val name: String, val age: Int) {
  constructor(name: String) : this(name, 1)

  override fun equals(other: Any?) = other is Secondary && name == other.name && age == other.age

  override fun hashCode() = age
}

class Varargs(vararg val names: String) {
  override fun equals(other: Any?) = other is Varargs && names.contentEquals(other.names)

  override fun hashCode() = names.size
}

data class Many(
  val a: Int = 1, val b: Int = 2, val c: Int = 3, val d: Int = 4, val e: Int = 5, val f: Int = 6,
  val g: Int = 7, val h: Int = 8, val i: Int = 9, val j: Int = 10, val k: Int = 11,
  val l: Int = 12, val m: Int = 13, val n: Int = 14, val o: Int = 15, val p: Int = 16,
  val q: Int = 17, val r: Int = 18, val s: Int = 19, val t: Int = 20, val u: Int = 21,
  val v: Int = 22, val w: Int = 23, val x: Int = 24, val y: Int = 25, val z: Int = 26,
  val aa: Int = 27, val ab: Int = 28, val ac: Int = 29, val ad: Int = 30, val ae: Int = 31,
  val af: Int = 32, val ag: Int = 33, val ah: Long = 34,
)

data class Normal(val name: String) {
  val upper = name.uppercase()
}

data class Copying(val names: List<String>, private val all: MutableList<String> = names.toMutableList())

class Unsigned(val all: UIntArray, val one: UByte, val long: ULong?) {
  override fun equals(other: Any?) =
    other is Unsigned && all.contentEquals(other.all) && one == other.one && long == other.long

  override fun hashCode() = one.hashCode()
}

data class Timed(val wait: kotlin.time.Duration, val range: IntRange, val pair: Pair<Code, Int>)

data class Result3(val result: Result<Int>)

interface WithDefault {
  val name: String
  val shout: String
    get() = name.uppercase()
}

data class Default(override val name: String) : WithDefault

abstract class Base(val id: Long) {
  abstract val kind: String

  override fun equals(other: Any?) = other is Base && id == other.id && kind == other.kind

  override fun hashCode() = id.hashCode()
}

class Below(id: Long, override val kind: String) : Base(id)

sealed class Tree {
  data class Branch(val left: Tree, val right: Tree) : Tree()

  data object Leaf : Tree()
}

enum class Planet(val mass: Double) {
  EARTH(5.9) {
    override val name2 = "blue"
  };

  abstract val name2: String
}

data class Recursive(val name: String, val below: List<Recursive> = emptyList())

data class WriteOnly(
  val name: String,
  @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) val password: String,
)

data class MutableData(var name: String, var tags: MutableSet<String> = mutableSetOf())

class Bound<T : Comparable<T>>(val low: T, val high: T) {
  override fun equals(other: Any?) = other is Bound<*> && low == other.low && high == other.high

  override fun hashCode() = low.hashCode()
}

typealias Scores = Map<Planet, List<Int>>

data class Scored(val scores: Scores)

class WithConst(val name: String) {
  companion object {
    const val MAX = 3

    @JvmField val SHARED = WithConst("shared")
  }

  override fun equals(other: Any?) = other is WithConst && name == other.name

  override fun hashCode() = 1
}

fun interface Rule {
  fun holds(): Boolean
}

object KotlinKinds {
  @OptIn(ExperimentalUnsignedTypes::class)
  @JvmStatic
  fun kinds(): List<Sample> =
    listOf(
      of("lateinit var, set", Late().also { it.name = "a" }, Late::class.java),
      of("lateinit var, not set", Late(), Late::class.java),
      of("by Delegates.observable", Observed("a"), Observed::class.java),
      of("by map", ByMap(mapOf("name" to "a")), ByMap::class.java),
      of("List by a parameter", ByParameter(listOf(1)), ByParameter::class.java),
      of("List by a property", ByProperty(listOf(1)), ByProperty::class.java),
      of("List by a property, empty", ByProperty(listOf()), ByProperty::class.java),
      of("value class with a private constructor", Code.of("a"), Code::class.java),
      of("value class of a value class", Wrapping(Code.of("a")), Wrapping::class.java, Code::class.java),
      of("value class of null", Maybe(null), Maybe::class.java),
      of("value class of a list", Numbers(listOf(1)), Numbers::class.java),
      of("value class of a list, empty", Numbers(listOf()), Numbers::class.java),
      of(
        "data class of value classes",
        Holds(Code.of("a"), Wrapping(Code.of("b")), Maybe(null), Maybe("c")),
        Holds::class.java, Code::class.java, Wrapping::class.java, Maybe::class.java,
      ),
      of("data class with a private constructor", Private.of("a"), Private::class.java),
      of("class with a secondary constructor", Secondary("a"), Secondary::class.java),
      of("vararg val", Varargs("a", "b"), Varargs::class.java),
      of("vararg val, empty", Varargs(), Varargs::class.java),
      of("34 parameters with defaults", Many(b = 5, ah = 6), Many::class.java),
      of("data class with a computed val", Normal("a"), Normal::class.java),
      of("data class with a private copy", Copying(listOf("a")), Copying::class.java),
      of("unsigned array and numbers", Unsigned(uintArrayOf(1u), 2u, 3u), Unsigned::class.java),
      of("unsigned array, empty, and null", Unsigned(uintArrayOf(), 2u, null), Unsigned::class.java),
      of("Duration, range and pair in a class", Timed(5.seconds, 1..2, Code.of("a") to 1), Timed::class.java, Code::class.java),
      of("Result in a class, a success", Result3(Result.success(1)), Result3::class.java),
      of("Result in a class, a failure", Result3(Result.failure(IllegalStateException())), Result3::class.java),
      of("interface with a default property", Default("a"), Default::class.java),
      of("class below an abstract one", Below(1, "a"), Below::class.java),
      of("sealed class: a tree with a data object", Tree.Branch(Tree.Leaf, Tree.Branch(Tree.Leaf, Tree.Leaf)), Tree::class.java),
      of("sealed class, not allowed", Tree.Leaf),
      of("enum with a property and a body", Planet.EARTH, Planet::class.java),
      of("Planet.entries", Planet.entries, Planet::class.java),
      of("data class of its kind", Recursive("a", listOf(Recursive("b"))), Recursive::class.java),
      of("write-only @JsonProperty parameter", WriteOnly("a", "b"), WriteOnly::class.java),
      of("data class of vars", MutableData("a", mutableSetOf("b")), MutableData::class.java),
      of("data class of vars, as by default", MutableData("a"), MutableData::class.java),
      of("generic class with a bound", Bound(1, 2), Bound::class.java),
      of("map with enum keys by a typealias", Scored(mapOf(Planet.EARTH to listOf(1))), Scored::class.java, Planet::class.java),
      of("map with enum keys by a typealias, empty", Scored(mapOf()), Scored::class.java, Planet::class.java),
      of("class with constants", WithConst.SHARED, WithConst::class.java),
      of("object in a Pair", Tree.Leaf to Guest, Tree::class.java, Guest::class.java),
      of("objects as a map's keys", mapOf(Guest to 1, Tree.Leaf to 2), Tree::class.java, Guest::class.java),
      of("objects in a set", setOf(Guest, Tree.Leaf), Tree::class.java, Guest::class.java),
      of("fun interface by a lambda", Rule { true }),
    )

  @OptIn(ExperimentalTime::class, ExperimentalUnsignedTypes::class)
  @JvmStatic
  fun library(): List<Sample> =
    listOf(
      of("mapOf(1 to 2).keys", mapOf(1 to 2).keys),
      of("mapOf(1 to 2).values", mapOf(1 to 2).values),
      of("mapOf(1 to 2).entries", mapOf(1 to 2).entries),
      of("mapOf(1 to 2, 3 to 4).entries", mapOf(1 to 2, 3 to 4).entries),
      of("mapOf(1 to 2).entries.first()", mapOf(1 to 2).entries.first()),
      of("listOf(1).subList(0, 1)", listOf(1).subList(0, 1)),
      of("buildList { add(1) }.subList(0, 1)", buildList { add(1) }.subList(0, 1)),
      of("buildMap { put(1, 2) }.keys", buildMap { put(1, 2) }.keys),
      of("intArrayOf(1).asList()", intArrayOf(1).asList()),
      of("intArrayOf().asList()", intArrayOf().asList()),
      of("listOf(1, 2).reversed()", listOf(1, 2).reversed()),
      of("listOf(1).reversed()", listOf(1).reversed()),
      of("listOf(1, 2).windowed(1)", listOf(1, 2).windowed(1)),
      of("mapOf(1 to 2).toSortedMap()", mapOf(1 to 2).toSortedMap()),
      of("mapOf(1 to 2).filterKeys { false }", mapOf(1 to 2).filterKeys { false }),
      of("listOf(1).toSet()", listOf(1).toSet()),
      of("listOf(1, 2).toSet()", listOf(1, 2).toSet()),
      of("setOf(1) - 1", setOf(1) - 1),
      of("\"a,b\".split(\",\")", "a,b".split(",")),
      of("\"a\".split(\",\")", "a".split(",")),
      of("\"ab\".toList()", "ab".toList()),
      of("\"ab\".asIterable()", "ab".asIterable()),
      of("emptySequence()", emptySequence<Int>()),
      of("sequenceOf(1).take(1)", sequenceOf(1).take(1)),
      of("generateSequence(1) { it }", generateSequence(1) { it }),
      of("listOf(1).withIndex()", listOf(1).withIndex()),
      of("listOf(1).groupingBy { it }", listOf(1).groupingBy { it }),
      of("emptyArray<String>()", emptyArray<String>()),
      of("arrayOf<Any?>(null)", arrayOf<Any?>(null)),
      of("arrayOf(intArrayOf(1))", arrayOf(intArrayOf(1))),
      of("arrayOf(listOf(1))", arrayOf(listOf(1))),
      of("arrayOf(1u)", arrayOf(1u)),
      of("ubyteArrayOf()", ubyteArrayOf()),
      of("1.0..<2.0", 1.0..<2.0),
      of("1..6 step 2", 1..6 step 2),
      of("TimeSource.Monotonic.markNow()", TimeSource.Monotonic.markNow()),
      of("measureTimedValue { 1 }", measureTimedValue { 1 }),
      of("Result.success(1)", Result.success(1)),
      of("\"a\".toRegex().find(\"a\")", "a".toRegex().find("a")),
      of("kotlin.random.Random(1)", kotlin.random.Random(1)),
      of("mutableMapOf(1 to mutableListOf(2))", mutableMapOf(1 to mutableListOf(2))),
      of("Triple(null, emptyList(), Unit)", Triple(null, emptyList<Int>(), Unit)),
      of("listOf(null)", listOf(null)),
      of("String::class", String::class),
      of("String::length", String::length),
      of("charArrayOf('a').concatToString()", charArrayOf('a').concatToString()),
    )
}
