import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { PrintFont } from './layouts/layout.ts'
import { openBrowser } from './open-browser.ts'
import type { PrintLine } from './print-line.ts'

/** Dots on paper, margins included: 1 is ink. `tops` is the row at which each line begins. */
export type Print = { dots: Uint8Array; width: number; height: number; tops: number[] }
export type Printer = {
  print(job: { font: PrintFont; columns: number; lines: PrintLine[] }): Promise<Print>
  close(): Promise<void>
}

const origin = 'http://printer.localhost'
const page = `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/dotgothic16/400.css">
<link rel="stylesheet" href="/biz-udgothic/400.css"><link rel="stylesheet" href="/biz-udgothic/700.css">
<script src="/printer.js"></script>`

/** A till's printer. Its fonts come from the npm packages, so no font of the machine is asked for. */
export async function openPrinter(): Promise<Printer> {
  const browser = await openBrowser()
  const tab = await browser.newPage()
  await tab.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: page })
    if (pathname === '/favicon.ico') return route.fulfill({ status: 404 })
    return route.fulfill({ path: fileOf(pathname) })
  })
  await tab.goto(`${origin}/`)
  return {
    async print(job) {
      const sheet = await tab.evaluate(
        (given) => (globalThis as unknown as { printLines: PageFunction }).printLines(given),
        job,
      )
      const { data } = await sharp(Buffer.from(sheet.png.split(',')[1]!, 'base64'))
        .extractChannel(0)
        .raw()
        .toBuffer({ resolveWithObject: true })
      return { dots: Uint8Array.from(data, (value) => (value < 128 ? 1 : 0)), ...pick(sheet) }
    },
    close: () => browser.close(),
  }
}

type Sheet = { png: string; width: number; height: number; tops: number[] }
type PageFunction = (job: unknown) => Promise<Sheet>
const pick = ({ width, height, tops }: Sheet) => ({ width, height, tops })

function fileOf(pathname: string): string {
  if (pathname === '/printer.js') return fileURLToPath(new URL('page/printer.js', import.meta.url))
  const [, font, ...rest] = pathname.split('/')
  return join(dirname(fileURLToPath(import.meta.resolve(`@fontsource/${font}/package.json`))), ...rest)
}
