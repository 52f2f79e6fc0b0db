import { photos } from '@tamaru/db'
import { Zip, ZipPassThrough } from 'fflate'
import { openPicture } from '../photos/open-picture.ts'
import type { Ports } from '../ports.ts'
import type { PersonExport } from './export-person.ts'

/**
 * Writes what is kept of a person as a zip, piece by piece as it is taken: `person.json`, and below `photos/` each photo that
 * is still there, by its SHA-256. No photo is held whole, and none is packed smaller than it is.
 */
export async function* zipPerson(
  { db, photos: store }: Pick<Ports, 'db' | 'photos'>,
  accountId: string,
  exported: PersonExport,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const failures: Error[] = []
  const zip = new Zip((error, piece) => (error ? failures.push(error) : ready.push(piece)))
  function* take() {
    if (failures[0]) throw failures[0]
    yield* ready.splice(0)
  }
  const begin = (name: string) => {
    const file = new ZipPassThrough(name)
    zip.add(file)
    return file
  }
  begin('person.json').push(new TextEncoder().encode(JSON.stringify(exported, null, 2)), true)
  yield* take()
  for (const { sha256 } of exported.kept.photo as { sha256: string }[]) {
    const photo = await photos.find(db, accountId, sha256)
    const opened = photo && (await openPicture(store, photo))
    if (!opened) continue
    const file = begin(`photos/${sha256}.${photo.mediaType.replace(/^.*\//, '')}`)
    for await (const piece of opened.body) {
      file.push(piece)
      yield* take()
    }
    file.push(new Uint8Array(0), true)
    yield* take()
  }
  zip.end()
  yield* take()
}
