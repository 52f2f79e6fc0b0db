import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { openBrowser } from '../bench/samples/open-browser.ts'

/** Draws `api/assets/rich-menu.png` from `rich-menu/menu.html`. Its tap areas are in api/src/line-setup/rich-menu.ts. */
const page = new URL('rich-menu/menu.html', import.meta.url)
const image = fileURLToPath(new URL('../api/assets/rich-menu.png', import.meta.url))

const browser = await openBrowser()
try {
  const tab = await browser.newPage({ viewport: { width: 2500, height: 843 }, deviceScaleFactor: 1 })
  await tab.goto(page.href)
  await tab.evaluate('document.fonts.ready')
  // LINE takes one megabyte at most: 256 colours are plenty for flat ones.
  await sharp(await tab.screenshot())
    .png({ palette: true, effort: 10 })
    .toFile(image)
  console.log(`${image}  ${Math.round(statSync(image).size / 1024)} KB`)
} finally {
  await browser.close()
}
