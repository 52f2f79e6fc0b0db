import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'

/** Puts a photo and the truth about it beside each other; the truth as the formatter wants it, an item a line. */
export async function savePhoto(folder: string, name: string, jpeg: Buffer, truth: object) {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.jpg`), jpeg)
  await writeFile(
    join(folder, `${name}.json`),
    await format(JSON.stringify(truth), { parser: 'json', printWidth: 110 }),
  )
  console.log(`${join(folder, name)}.jpg  ${Math.round(jpeg.length / 1024)} KB`)
}
