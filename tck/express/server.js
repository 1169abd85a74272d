'use strict'

/*
 * Express applications for clause H27, of the real packages. Each line on standard input is a request in JSON, each
 * line on standard output its answer:
 *
 *   {"id": "1", "stack": "express-5", "redis": "redis://…", "store": {…}, "session": {…}}   starts an application
 *   {"id": "1", "port": 40123}
 *   {"id": "2", "sign": "session id", "secret": "…"}                                        signs as express-session
 *   {"id": "2", "signed": "s%3A…"}
 *   {"id": "3", "close": "1"}                                                               ends an application
 *   {"id": "3"}
 *
 * "store" and "session" are the options of connect-redis and express-session; with "idFromQuery" in the latter its genid
 * takes the parameter "id", if there is one. The process ends with its input.
 */

const crypto = require('node:crypto')
const readline = require('node:readline')
const signature = require('cookie-signature')
const { describe, build } = require('./description')
const stacks = require('./stacks')
const routes = require('./routes')

const applications = new Map()

async function start({ id, stack, redis, store, session: { idFromQuery, ...session } }) {
  if (idFromQuery) session.genid = (req) => req.query.id ?? crypto.randomUUID()
  const { express, sessions, close } = await stacks[stack]({ redis, store, session })
  const app = express()
  app.disable('x-powered-by')
  routes(app, sessions, express.text({ limit: '10mb' }), { describe, build })
  const server = await new Promise((resolve, reject) => {
    const listening = app.listen(0, '127.0.0.1', (error) => (error ? reject(error) : resolve(listening)))
  })
  applications.set(id, async () => {
    server.closeAllConnections()
    server.close()
    await close()
  })
  return { port: server.address().port }
}

async function answer(request) {
  if (request.sign !== undefined) {
    return { signed: encodeURIComponent('s:' + signature.sign(request.sign, request.secret)) }
  }
  if (request.close !== undefined) {
    await applications.get(request.close)()
    applications.delete(request.close)
    return {}
  }
  return start(request)
}

readline
  .createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const request = JSON.parse(line)
    let reply
    try {
      reply = await answer(request)
    } catch (error) {
      reply = { error: String(error) }
    }
    process.stdout.write(JSON.stringify({ id: request.id, ...reply }) + '\n')
  })
  .on('close', () => process.exit())
