'use strict'

/*
 * Values as text in which nothing can be lost or added on the way, so that two languages can compare theirs: a number
 * by the bits of its double, a string by its UTF-16 code units, in hexadecimal. The text is JSON:
 *
 *   "z"  "t"  "f"  ["n", "3ff0000000000000"]  ["s", "00e9"]  ["a", …]  ["o", ["s of a name", value], …]
 */

function bits(number) {
  const buffer = Buffer.alloc(8)
  buffer.writeDoubleBE(number)
  return buffer.toString('hex')
}

function units(text) {
  let hex = ''
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0')
  return hex
}

function text(hex) {
  let result = ''
  for (let i = 0; i < hex.length; i += 4) result += String.fromCharCode(parseInt(hex.slice(i, i + 4), 16))
  return result
}

function described(value) {
  if (value === null) return 'z'
  if (value === true) return 't'
  if (value === false) return 'f'
  if (typeof value === 'number') return ['n', bits(value)]
  if (typeof value === 'string') return ['s', units(value)]
  if (Array.isArray(value)) return ['a', ...value.map(described)]
  return ['o', ...Object.keys(value).map((name) => [units(name), described(value[name])]).sort(byName)]
}

function byName([one], [other]) {
  return one < other ? -1 : one > other ? 1 : 0
}

function built(description) {
  switch (description[0]) {
    case 'z': return null
    case 't': return true
    case 'f': return false
    case 'n': return Buffer.from(description[1], 'hex').readDoubleBE()
    case 's': return text(description[1])
    case 'a': return description.slice(1).map(built)
    case 'o': {
      const object = {}
      for (const [name, value] of description.slice(1)) {
        // as JSON.parse does it, __proto__ included
        Object.defineProperty(object, text(name), {
          value: built(value), enumerable: true, writable: true, configurable: true,
        })
      }
      return object
    }
    default: throw new Error('No description: ' + JSON.stringify(description))
  }
}

exports.describe = (value) => JSON.stringify(described(value))
exports.build = (description) => built(JSON.parse(description))
