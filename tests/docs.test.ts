import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFiles, ROOT } from './support/read-sources.ts'

/** What the documents name is there. Records of decisions and the changelog tell of their own day, and may name what has gone. */
const files = new Set(listFiles())
const folders = new Set([...files].flatMap((file) => ancestors(file)))
const documents = [...files].filter((file) => file.endsWith('.md') && !/^docs\/adr\/\d|CHANGELOG/.test(file))
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const TOP = /^(api|bench|db|dev|docs|domain|liff-app|line-sandbox|ocr-worker|samples|tests)\//

function ancestors(file: string): string[] {
  const folder = path.posix.dirname(file)
  return folder === '.' ? [] : [folder, ...ancestors(folder)]
}

/** What comes of a build or of use. */
const isMade = (file: string) => /^liff-app\/dist|^\.dev/.test(file)
const isThere = (file: string) => files.has(file) || folders.has(file) || isMade(file)

describe.each(documents)('%s', (document) => {
  const text = read(document)

  test('names files and folders that are there', () => {
    const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)\/?`/g)]
      .map(([, name]) => name!)
      .filter((name) => TOP.test(name))
    expect(named.filter((name) => !isThere(name))).toEqual([])
  })

  test('links to what is there', () => {
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, to]) =>
      path.posix.join(path.posix.dirname(document), to!).replace(/\/$/, ''),
    )
    expect(linked.filter((file) => !isThere(file))).toEqual([])
  })

  test('names commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm run (?:--silent |-s )?([a-z][\w:-]*)/g)].map(([, name]) => name!)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})
