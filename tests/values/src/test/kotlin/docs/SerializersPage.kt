package docs

import io.cloakroom.serializer.json.JsonSessionSerializer

data class Item(val article: String, val amount: Int)

@JvmInline value class Email(val address: String)

sealed interface Login {
  data class User(val email: Email) : Login

  data object Guest : Login
}

val serializer =
  JsonSessionSerializer.builder()
    .allow(Item::class.java, Email::class.java, Login::class.java)
    .build()
