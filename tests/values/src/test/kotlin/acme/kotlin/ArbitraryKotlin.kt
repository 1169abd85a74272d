package acme.kotlin

import java.util.Random
import java.util.function.IntFunction
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.uuid.ExperimentalUuidApi
import kotlin.uuid.Uuid

data class Anything(val name: String, val value: Any?, val more: List<Any?> = emptyList())

data class Numbered(val small: UByte, val large: ULong?, val ratio: Double, val range: IntRange)

data class Keyed<K, V>(val map: Map<K, V>, val pair: Pair<K, V>?)

class Changing {
  var name: String = ""
  var values: MutableList<Any?> = mutableListOf()

  override fun equals(other: Any?) = other is Changing && name == other.name && values == other.values

  override fun hashCode() = name.hashCode()
}

sealed interface Event {
  data class Bought(val what: Any?, val count: UInt) : Event

  data object LoggedOut : Event

  object Idle : Event

  enum class Marker : Event {
    BEGIN,
    END {
      override fun toString() = "the end"
    },
  }
}

/** Values of Kotlin, of every kind and nested at will, out of one seed. */
class ArbitraryKotlin(private val random: Random, private val within: IntFunction<Any?>) {

  private val code: Code
    get() = Code.of(text())

  fun classes(): List<Class<*>> =
    listOf(
      Anything::class.java,
      Numbered::class.java,
      Keyed::class.java,
      Changing::class.java,
      Event::class.java,
      Event.Marker::class.java,
      Tree::class.java,
      Code::class.java,
      Maybe::class.java,
      Recursive::class.java,
      Normal::class.java,
      Many::class.java,
    )

  @OptIn(ExperimentalUuidApi::class)
  fun leaf(): Any? =
    when (random.nextInt(22)) {
      0 -> random.nextInt().toUInt()
      1 -> random.nextLong().toULong()
      2 -> random.nextInt().toUByte()
      3 -> random.nextInt().toUShort()
      4 -> random.nextLong().nanoseconds
      5 -> Uuid.fromLongs(random.nextLong(), random.nextLong())
      6 -> random.nextInt(9)..random.nextInt(9)
      7 -> random.nextLong()..random.nextLong()
      8 -> 'a'..('a' + random.nextInt(9))
      9 -> Event.LoggedOut
      10 -> Event.Idle
      11 -> if (random.nextBoolean()) Event.Marker.BEGIN else Event.Marker.END
      12 -> emptyList<Any>()
      13 -> emptySet<Any>()
      14 -> emptyMap<Any, Any>()
      15 -> code
      16 -> Maybe(if (random.nextBoolean()) null else text())
      17 -> Normal(text())
      18 -> Numbered(random.nextInt().toUByte(), if (random.nextBoolean()) null else random.nextLong().toULong(), random.nextDouble(), 1..random.nextInt(9))
      19 -> Tree.Leaf
      20 -> Many(random.nextInt(), ah = random.nextLong())
      else -> text()
    }

  fun holding(depth: Int): Any? =
    when (random.nextInt(14)) {
      0 -> Anything(text(), within.apply(depth), all(depth))
      1 -> Pair(within.apply(depth), within.apply(depth))
      2 -> Triple(within.apply(depth), within.apply(depth), text())
      3 -> buildList { addAll(all(depth)) }
      4 -> buildSet { addAll(all(depth)) }
      5 -> buildMap { all(depth).forEach { put(text(), it) } }
      6 -> ArrayDeque(all(depth))
      7 -> listOf(within.apply(depth))
      8 -> mutableMapOf(text() to within.apply(depth))
      9 -> Event.Bought(within.apply(depth), random.nextInt().toUInt())
      10 -> Changing().also { it.name = text(); it.values.addAll(all(depth)) }
      11 -> Keyed(mapOf(text() to within.apply(depth)), if (random.nextBoolean()) null else text() to within.apply(depth))
      12 -> Tree.Branch(Tree.Leaf, Tree.Branch(Tree.Leaf, Tree.Leaf))
      else -> Recursive(text(), List(random.nextInt(3)) { Recursive(text()) })
    }

  private fun all(depth: Int): List<Any?> = MutableList(random.nextInt(4)) { within.apply(depth) }

  private fun text(): String = String(CharArray(random.nextInt(4)) { "aé\"\\\u0000漢".random(random.nextInt(6)) })

  private fun String.random(at: Int) = this[at]
}
