// The page of all sessions in Chromium, as an operator uses it: BASE names the demo, SHOTS a folder for screenshots.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import puppeteer from 'puppeteer-core'

const { BASE, SHOTS, CHROMIUM = '/usr/bin/chromium' } = process.env
const NAME = `Olga <i>${Date.now()}</i>`
const complaints = []
const elsewhere = []
let browser, page

before(async () => {
  browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  page = await browser.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => !request.url().startsWith(BASE) && !request.url().startsWith('data:') && elsewhere.push(request.url()))
})
after(() => browser.close())

const all = new URL('sessions', BASE).href
const text = (selector) => page.$eval(selector, (element) => element.textContent.trim())
const press = (selector) => Promise.all([page.waitForNavigation(), page.click(selector)])
const logIn = async () => {
  await page.goto(BASE)
  await page.type('#name', NAME)
  await press('button.main')
}
const sessions = () => page.$$eval('tbody tr', (rows) => rows.length)

test('who is not logged in is forbidden', async () => {
  assert.equal((await page.goto(all)).status(), 403)
  complaints.length = 0
})

test('an operator finds a user, works without JavaScript, and sees no full id', async () => {
  await logIn()
  const [cookie] = await browser.cookies()
  const id = decodeURIComponent(cookie.value).slice(2).split('.')[0]
  await page.setJavaScriptEnabled(false)
  await page.goto(all)
  assert.ok(await sessions() >= 1)
  assert.equal((await page.content()).includes(id), false)
  await page.type('#by-user', NAME)
  await press('button[aria-label="Find the sessions of a user"]')
  assert.equal(await sessions(), 1)
  assert.equal(await text('td[data-label="User"]'), NAME)
  assert.equal(page.url().includes('Olga'), false)
  await page.goto(all)
  await page.type('#by-id', cookie.value)
  await press('button[aria-label="Find a session by its id"]')
  assert.match(await text('main'), /not shown/)
  assert.equal((await page.content()).includes(id), false)
})

test('nothing hangs over the edge, light and dark, on a telephone or on a desk', async () => {
  const one = page.url()
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    for (const width of [390, 1280]) {
      await page.setViewport({ width, height: 900 })
      for (const [name, url] of [['list', all], ['session', one]]) {
        await page.goto(url)
        const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        assert.ok(overhang <= 0, `${name}: ${overhang} px too wide at ${width} px`)
        const inColumns = await page.$$eval('td.attributes', (cells) => cells.every((cell) => {
          const lefts = [...cell.querySelectorAll('bdi')].map((name) => name.getBoundingClientRect().left)
          return lefts.every((left) => left >= lefts[0])
        }))
        assert.ok(inColumns, `names of attributes stand under their label at ${width} px`)
        if (SHOTS) await page.screenshot({ path: join(SHOTS, `sessions-${name}-${scheme}-${width}.png`), fullPage: true })
      }
    }
  }
})

test('a session is ended only once the box is ticked, and its user is logged out', async () => {
  await page.click('form[action="end"] button')
  assert.match(page.url(), /\/session\?/)
  await page.click('form[action="end"] input[type=checkbox]')
  await press('form[action="end"] button')
  await page.goto(BASE)
  assert.equal(await page.$('.who'), null)
})

test('the browser had nothing to complain about, and asked nobody else', () => {
  // The page that the ended session led to is forbidden, as it should be.
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes('403')), [])
  assert.deepEqual(elsewhere, [])
})
