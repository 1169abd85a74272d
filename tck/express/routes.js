'use strict'

/*
 * The kit's routes (io.cloakroom.tck.http.application.Route) as one writes them in Express, and a few to look behind things:
 *
 *   /describe              all attributes, as description.js writes them
 *   POST /build            sets all attributes of a description
 *   /set-date              sets the attribute "name" to a Date, "ms" after the epoch
 *   /set-max-age, /set-expires    moves the cookie's end by "ms"
 *   /inherited             the names that every session object has already
 *   /set-slowly            sets an attribute once /open was asked for; /arrived answers when it waits
 */

module.exports = (app, sessions, text, { describe, build }) => {
  let arrived, arrival, opened, open
  const shut = () => {
    arrival = new Promise((resolve) => (arrived = resolve))
    opened = new Promise((resolve) => (open = resolve))
  }
  shut()
  app.get('/arrived', (req, res) => arrival.then(() => res.send('arrived')))
  app.get('/open', (req, res) => {
    open()
    shut()
    res.send('open')
  })

  app.use(sessions)

  app.get(['/get', '/app/get'], (req, res) => {
    const value = req.session[req.query.name]
    res.type('text').send(value === undefined ? '(none)' : String(value))
  })
  app.get(['/set', '/app/set'], (req, res) => {
    req.session[req.query.name] = req.query.value
    res.send('set')
  })
  app.get('/remove', (req, res) => {
    delete req.session[req.query.name]
    res.send('removed')
  })
  app.get('/append', (req, res) => {
    const list = (req.session[req.query.name] ??= [])
    list.push(req.query.value)
    res.send('appended')
  })
  app.get('/regenerate', (req, res, next) => {
    const kept = req.query.data === 'KEEP' ? { ...req.session, cookie: undefined } : {}
    req.session.regenerate((error) => {
      delete kept.cookie
      Object.assign(req.session, kept)
      error ? next(error) : res.send('regenerated')
    })
  })
  app.get('/destroy', (req, res, next) => {
    req.session.destroy((error) => (error ? next(error) : res.send('destroyed')))
  })
  app.get('/unset', (req, res) => {
    req.session[req.query.name] = req.query.value
    req.session = null
    res.send('unset')
  })
  app.get('/set-slowly', (req, res) => {
    arrived()
    opened.then(() => {
      req.session[req.query.name] = req.query.value
      res.send('set')
    })
  })

  app.get('/describe', (req, res) => {
    const { cookie, ...attributes } = req.session
    res.type('text').send(describe(attributes))
  })
  app.post(['/build', '/app/build'], text, (req, res) => {
    Object.assign(req.session, build(req.body))
    res.send('built')
  })
  app.get('/set-date', (req, res) => {
    req.session[req.query.name] = new Date(Number(req.query.ms))
    res.send('set')
  })
  app.get('/set-max-age', (req, res) => {
    req.session.cookie.maxAge = Number(req.query.ms)
    req.session.changed = 'max-age'
    res.send('set')
  })
  app.get('/set-expires', (req, res) => {
    req.session.cookie.expires = new Date(Date.now() + Number(req.query.ms))
    req.session.changed = 'expires'
    res.send('set')
  })
  app.get('/inherited', (req, res) => {
    const names = new Set(['req', 'id'])
    for (let each = Object.getPrototypeOf(req.session); each; each = Object.getPrototypeOf(each)) {
      Object.getOwnPropertyNames(each).forEach((name) => names.add(name))
    }
    res.type('text').send([...names].join('\n'))
  })

  app.use((error, req, res, next) => {
    if (!res.headersSent) res.status(500).type('text').send(String(error))
  })
}
