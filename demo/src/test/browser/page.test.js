// The demo's page in Chromium, as a visitor uses it: BASE names the page, SHOTS a folder for screenshots.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import puppeteer from 'puppeteer-core'

const { BASE, SHOTS, CHROMIUM = '/usr/bin/chromium' } = process.env
const complaints = []
let browser, page

before(async () => {
  browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  page = await browser.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
})
after(() => browser.close())

const text = (selector) => page.$eval(selector, (element) => element.textContent.trim())
const amount = (title) =>
  page.$$eval('.basket li', (rows, wanted) =>
    rows.find((row) => row.querySelector('strong').textContent === wanted).querySelector('output').textContent, title)
const cookie = async () => (await browser.cookies()).find((cookie) => cookie.httpOnly)?.value
const press = (selector) => Promise.all([page.waitForNavigation(), page.click(selector)])

test('the first visit is counted, and the next one, too', async () => {
  await page.goto(BASE)
  assert.equal(await text('.number'), '1')
  assert.match(await text('.visits'), /first visit/)
  const first = await cookie()
  await page.reload()
  assert.equal(await text('.number'), '2')
  assert.equal(await cookie(), first)
})

test('the cookie is out of reach for scripts, and stays on this site', async () => {
  assert.equal(await page.evaluate(() => document.cookie), '')
  const [cookie] = await browser.cookies()
  assert.equal(cookie.httpOnly, true)
  assert.equal(cookie.sameSite, 'Lax')
})

test('what is put into the basket is there', async () => {
  await press('button[aria-label="One Umbrella more"]')
  await press('button[aria-label="One Umbrella more"]')
  assert.equal(await amount('Umbrella'), '2')
})

test('log-in gives a new id and keeps the basket; a name is only text', async () => {
  const before = await cookie()
  await page.type('#name', 'Ada <b>Lovelace</b>')
  await press('button.main')
  assert.equal(await text('.who'), 'Ada <b>Lovelace</b>')
  assert.equal(await amount('Umbrella'), '2')
  assert.notEqual(await cookie(), before)
})

test('the Express half shows the same session, and what is done there is seen here', async (t) => {
  const express = await page.$('.way a[href^="http"]')
  if (!process.env.EXPRESS) return t.skip('the demo runs without its Express half')
  assert.ok(express, 'the page has a link to the Express half')
  await Promise.all([page.waitForNavigation(), express.click()])
  assert.match(await page.content(), /Ada &lt;b&gt;Lovelace/)
  assert.equal(await amount('Umbrella'), '2')
  await press('.basket li form[action="/basket/add"] button[value="umbrella"]')
  await page.goto(BASE)
  assert.equal(await amount('Umbrella'), '3')
})

test('nothing hangs over the edge, on a telephone or on a desk', async () => {
  for (const width of [390, 1280]) {
    await page.setViewport({ width, height: 900 })
    await page.reload()
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    assert.ok(overhang <= 0, `${overhang} px too wide at ${width} px`)
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `page-${width}.png`), fullPage: true })
  }
})

test('log-out ends the session, for the back button, too', async () => {
  const before = await cookie()
  await press('form[action="/log-out"] button')
  assert.equal(await text('.number'), '1')
  assert.notEqual(await cookie(), before)
  await page.goBack()
  assert.equal(await page.$('.who'), null)
})

test('the browser had nothing to complain about', () => assert.deepEqual(complaints, []))
