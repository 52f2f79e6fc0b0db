import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { findRings } from './support/find-rings.ts'
import { importsOf, listFiles, readSource, ROOT, visit, type Source } from './support/read-sources.ts'

/** The rooms and the arrows between them (docs/architecture.md): what each may import, and no more. */
const ARROWS: Record<string, { values: string[]; types?: string[] }> = {
  domain: { values: [] },
  db: { values: ['domain'] },
  api: { values: ['db', 'domain'] },
  'ocr-worker': { values: ['db', 'domain'] },
  'liff-app': { values: ['domain'], types: ['api'] },
  'line-sandbox': { values: [] },
}
const ROOMS = Object.keys(ARROWS)

const files = listFiles()
const sources = files.filter((file) => /\.(ts|js|vue)$/.test(file)).map(readSource)
const isTest = (file: string) => /\.test\.ts$/.test(file)
const roomOf = (file: string) => ROOMS.find((room) => file.startsWith(`${room}/`))
const product = sources.filter(({ file }) => roomOf(file) !== undefined && !isTest(file))

/** The room behind an import, by package name or by path; undefined for what is no room. */
const roomBehind = (to: string) => /^@tamaru\/([\w-]+)/.exec(to)?.[1] ?? roomOf(to)

const at = ({ file, tree }: Source, node: ts.Node) =>
  `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`

/** Where a kind of syntax stands. */
function places(among: Source[], isMeant: (node: ts.Node, source: Source) => boolean): string[] {
  const found: string[] = []
  for (const source of among)
    visit(source.tree, (node) => {
      if (isMeant(node, source)) found.push(at(source, node))
    })
  return found
}

test('the rules below have something to look at', () => {
  for (const room of ROOMS) expect(product.some(({ file }) => roomOf(file) === room)).toBe(true)
})

describe('the arrows between the rooms', () => {
  test.each(ROOMS)('%s imports no other room than it may', (room) => {
    const { values, types = [] } = ARROWS[room]!
    const strays = product
      .filter(({ file }) => roomOf(file) === room)
      .flatMap(importsOf)
      .filter(({ to, typesOnly }) => {
        const other = roomBehind(to)
        return other && other !== room && !values.includes(other) && !(typesOnly && types.includes(other))
      })
    expect(strays).toEqual([])
  })

  test('no room imports tests, measurements or scripts', () => {
    const strays = product.flatMap(importsOf).filter(({ to }) => /^(tests|bench|dev)\//.test(to))
    expect(strays).toEqual([])
  })

  test('domain knows zod and nothing else of the outside', () => {
    const outside = product
      .filter(({ file }) => file.startsWith('domain/'))
      .flatMap(importsOf)
      .filter(({ to }) => !to.startsWith('domain/') && to !== 'zod')
    expect(outside).toEqual([])
  })
})

describe('the pages ask the api by its contract', () => {
  const pages = product.filter(({ file }) => file.startsWith('liff-app/'))

  test('and take nothing else of it', () => {
    const strays = pages
      .flatMap(importsOf)
      .filter(({ from, to }) => roomBehind(to) === 'api' && from !== 'liff-app/src/api/contract.ts')
    expect(strays).toEqual([])
  })

  test('and put no address together by hand', () => {
    const handmade = places(
      pages,
      (node) => ts.isTemplateExpression(node) && /^`\/(api|line)\//.test(node.getText()),
    )
    expect(handmade).toEqual([])
  })
})

describe('nothing reaches itself through what it imports, types included', () => {
  const known = new Set(files)
  const inner = sources
    .filter(({ file }) => !isTest(file))
    .flatMap(importsOf)
    .filter(({ from, to }) => known.has(to) && from !== to)

  const arrowsBetween = (pairs: readonly { from: string; to: string }[]) => {
    const arrows = new Map<string, Set<string>>()
    for (const { from, to } of pairs)
      if (from !== to) arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    return arrows
  }

  test('no file', () => {
    expect(inner.length).toBeGreaterThan(1000)
    expect(findRings(arrowsBetween(inner))).toEqual([])
  })

  // A file that stands beside the folders is a place of its own: app.ts lists the routes of all.
  test.each(['domain', 'db', 'api'])('no folder of %s/src', (room) => {
    const root = `${room}/src/`
    const placeOf = (file: string) => file.slice(root.length).split('/')[0]!
    const pairs = inner
      .filter(({ from, to }) => from.startsWith(root) && to.startsWith(root))
      .map(({ from, to }) => ({ from: placeOf(from), to: placeOf(to) }))
    expect(pairs.length).toBeGreaterThan(100)
    expect(findRings(arrowsBetween(pairs))).toEqual([])
  })
})

test('domain asks neither for the time nor for chance', () => {
  const domain = product.filter(({ file }) => file.startsWith('domain/'))
  const impure = places(domain, (node) => {
    if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
    if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return true
    return (
      ts.isPropertyAccessExpression(node) &&
      /^(Date\.now|Math\.random|performance\.\w+|process\.\w+|crypto\.\w+|Temporal\.Now)$/.test(
        node.getText(),
      )
    )
  })
  expect(impure).toEqual([])
})

/** What a statement asks PostgreSQL for the time with; `now()` of a port or of a stopwatch is none. */
const ASKS_DATABASE =
  /(?<![\w.$])(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\bcurrent_(date|time|timestamp)\b|\blocal(time|timestamp)\b/i

/** Of a text in the source, the lines that ask; without what is written between its parts. */
const asking = (node: ts.Node) =>
  (ts.isTemplateLiteralToken(node) || ts.isStringLiteral(node) ? node.text.split('\n') : []).filter((line) =>
    ASKS_DATABASE.test(line),
  )

test('db asks the database for the time of leases alone: all else takes what is handed in', () => {
  const db = product.filter(({ file }) => file.startsWith('db/'))
  const strays = places(db, (node, { file }) =>
    asking(node).some((line) => !(file === 'db/src/queue/jobs.ts' && line.includes('lease_until'))),
  )
  expect(strays).toEqual([])
  const leases = db.find(({ file }) => file === 'db/src/queue/jobs.ts')!
  expect(places([leases], (node) => asking(node).length > 0).length).toBeGreaterThanOrEqual(3)
})

test('no test has the database tell the time, but to end a lease: it moves the clock', () => {
  const schemas = /^db\/src\/migrate\/|^tests\/support\/migrate-until\.ts$|\/verify-audit-chain\.test\.ts$/
  const tests = sources.filter(
    ({ file }) => (isTest(file) || file.startsWith('tests/')) && !schemas.test(file),
  )
  expect(places(tests, (node) => asking(node).some((line) => !line.includes('lease_until')))).toEqual([])
})

test('SQL stands in db and nowhere else', () => {
  const statement =
    /^\s*(select\b.+\bfrom|insert into|update \S+ set|delete from|(create|alter|drop) (table|database))\b/is
  const outside = product.filter(({ file }) => !file.startsWith('db/'))
  const found = places(outside, (node) => {
    if (ts.isTaggedTemplateExpression(node)) return /(^|\.)(sql|db|tx)$/.test(node.tag.getText())
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
    return isText && statement.test(node.getText().slice(1))
  })
  expect(found).toEqual([])
})

test('no file or folder is named after nothing in particular', () => {
  const nothing = /^(utils?|helpers?|common|managers?|misc|stuff)$/
  const vague = files.filter((file) => file.split(/[/.-]/).some((word) => nothing.test(word)))
  expect(vague).toEqual([])
})

test('there is no barrel but a room’s own index.ts', () => {
  const isBarrel = ({ file, tree }: Source) =>
    path.basename(file) === 'index.ts' ||
    (tree.statements.length > 1 &&
      tree.statements.every((node) => ts.isExportDeclaration(node) && node.moduleSpecifier))
  const barrels = sources.filter(isBarrel).map(({ file }) => file)
  expect(barrels.filter((file) => !/^[\w-]+\/src\/index\.ts$/.test(file))).toEqual([])
})

test('migrations are numbered one after the other', () => {
  const names = files.filter((file) => file.startsWith('db/migrations/')).map((file) => path.basename(file))
  expect(names.length).toBeGreaterThan(0)
  names.sort().forEach((name, i) => {
    expect(name).toMatch(/^\d{4}_[a-z_]+\.sql$/)
    expect(Number(name.slice(0, 4))).toBe(i + 1)
  })
})

describe('nothing in the project knows the machine that it was written on', () => {
  const texts = files.filter((file) => /\.(ts|js|vue|json|sql|md|html|css|toml|ya?ml|sh)$|\/run$/.test(file))

  test('by a path', () => {
    const home = /(\/(home|Users)\/[\w.-]+|\/root|[A-Z]:\\\\?Users)[/\\]/
    const isDeep = ROOT.split(path.sep).length > 2
    const found = texts.filter((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8')
      return home.test(text.replaceAll(/https?:\S+/g, '')) || (isDeep && text.includes(ROOT + path.sep))
    })
    expect(found.filter((file) => file !== 'tests/house-rules.test.ts')).toEqual([])
  })

  test('nor by the registry that its packages came from', () => {
    const lock = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')
    expect(lock).not.toMatch(/"resolved": "https?:/)
  })
})
