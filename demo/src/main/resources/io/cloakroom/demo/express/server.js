// The demo's Express half: the same sessions, through express-session and connect-redis.

import { randomBytes, timingSafeEqual } from 'node:crypto'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { createClient } from 'redis'

const { REDIS_URL, SESSION_SECRET, SESSION_NAME, OTHER_HALF, PORT = '0' } = process.env
const ITEMS = { umbrella: 'Umbrella', scarf: 'Scarf', top_hat: 'Top hat' }
const FULL = 99

const client = createClient({ url: REDIS_URL })
client.on('error', (error) => console.error(String(error)))
await client.connect()

const app = express()
app.disable('x-powered-by')
app.use((req, res, next) => {
  res.set({
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  })
  next()
})
for (const file of ['style.css', 'icon.svg']) {
  app.get('/' + file, (req, res) => res.sendFile(file, { root: dirname(fileURLToPath(import.meta.url)) }))
}
app.use(
  session({
    store: new RedisStore({ client }),
    name: SESSION_NAME,
    secret: SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { sameSite: 'lax' },
  }),
)

app.get('/', async (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  req.session.formToken ??= randomBytes(24).toString('base64url')
  await new Promise((resolve, reject) => req.session.save((error) => (error ? reject(error) : resolve())))
  res.send(await page(req))
})
app.post('/basket/add', express.urlencoded({ extended: false }), (req, res) => {
  if (!isOwnForm(req)) return res.status(403).send('That form is out of date. Nothing was changed.')
  const { item } = req.body
  if (Object.hasOwn(ITEMS, item)) {
    const basket = (req.session.basket ??= {})
    basket[item] = Math.min(FULL, (basket[item] ?? 0) + 1)
  }
  res.redirect(303, '/')
})

/** Forms bring back what the other half, or this one, has put into the session. */
function isOwnForm(req) {
  const own = Buffer.from(String(req.session.formToken ?? ''))
  const sent = Buffer.from(String(req.body?.token ?? ''))
  return own.length > 0 && own.length === sent.length && timingSafeEqual(own, sent)
}

function escape(text) {
  return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

async function page(req) {
  const { visits, name, basket = {}, formToken } = req.session
  const record = JSON.parse((await client.get('sess:' + req.sessionID)) ?? 'null')
  const items = Object.entries(ITEMS)
    .map(
      ([word, title]) => `<li>
<span class="what"><strong>${title}</strong></span>
<output>${basket[word] ?? 0}</output>
<form method="post" action="/basket/add"><input type="hidden" name="token" value="${escape(formToken)}"><button
name="item" value="${word}" aria-label="One ${title} more">+</button></form>
</li>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cloakroom, in Express</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<a class="mark" href="/"><img src="/icon.svg" alt="" width="36" height="36">Cloakroom</a>
<p>The same sessions, in <strong>Express</strong></p>
</header>
<div class="stage">
<main>
<section class="visits" aria-label="Visits">
<p class="number">${escape(visits)}</p>
<div><h1>${name ? 'Good to see you, ' + escape(name) : 'Welcome'}</h1>
<p>This page comes from Node. Your session is the same.</p></div>
</section>
<section class="card">
<h2>The other half</h2>
<p>Visits, name and basket are one session in both. Log in and out there.</p>
<p class="way"><a href="${escape(OTHER_HALF)}">Go to the Java half</a></p>
</section>
<section class="card">
<h2>Your basket</h2>
<ul class="basket">
${items}
</ul>
</section>
</main>
<aside aria-label="What happened behind">
<h2>What Express has stored</h2>
<section>
<h3>In Redis</h3>
<dl>
<dt>Key</dt><dd><code>sess:${escape(req.sessionID)}</code></dd>
<dt>Value</dt><dd><pre>${escape(JSON.stringify(record, null, 2))}</pre></dd>
</dl>
</section>
<p class="note">Only a demo shows these things: who has the cookie has the session.</p>
</aside>
</div>
</body>
</html>
`
}

const server = app.listen(Number(PORT), '127.0.0.1', (error) => {
  if (error) throw error
  console.log('listening on ' + server.address().port)
})
// the demo ends this by closing its input, however the demo itself ends
process.stdin.resume().on('end', () => process.exit())
