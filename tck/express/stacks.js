'use strict'

/* The combinations of packages; each gives its Express, its session middleware, and a way to close its client. */

const session = require('express-session')

async function redis5(url) {
  const client = require('redis').createClient({ url })
  await client.connect()
  return { client, close: () => client.close() }
}

function ioredis(url) {
  const Redis = require('ioredis')
  const client = new Redis(url)
  return { client, close: () => client.disconnect() }
}

function redis3(url) {
  const client = require('redis-3').createClient(url)
  return { client, close: () => client.end(false) }
}

/*
 * For leaving connect-redis-crypto: reads its records, and writes plain ones. docs/moving-from-express.md shows it.
 */
function decrypting(secret) {
  const kruptein = require('kruptein')({ secret })
  return {
    stringify: JSON.stringify,
    parse(text) {
      const record = JSON.parse(text)
      if (record.cookie) return record
      let session
      kruptein.get(secret, text, (error, plain) => {
        if (error) throw error
        session = JSON.parse(plain)
      })
      return session
    },
  }
}

module.exports = {
  'express-5': async (options) => {
    const { client, close } = await redis5(options.redis)
    const { RedisStore } = require('connect-redis-9')
    const store = new RedisStore({ client, ...options.store })
    return { express: require('express-5'), sessions: session({ store, ...options.session }), close }
  },
  'express-4': async (options) => {
    const { client, close } = ioredis(options.redis)
    const { RedisStore } = require('connect-redis-8')
    const store = new RedisStore({ client, ...options.store })
    return { express: require('express-4'), sessions: session({ store, ...options.session }), close }
  },
  decrypting: async (options) => {
    const { client, close } = await redis5(options.redis)
    const { RedisStore } = require('connect-redis-9')
    const { secret, ...others } = options.store
    const store = new RedisStore({ client, serializer: decrypting(secret), ...others })
    return { express: require('express-5'), sessions: session({ store, ...options.session }), close }
  },
  crypto: async (options) => {
    const { client, close } = redis3(options.redis)
    const CryptoStore = require('connect-redis-crypto')(session)
    const store = new CryptoStore({ client, ...options.store })
    return { express: require('express-4'), sessions: session({ store, ...options.session }), close }
  },
}
