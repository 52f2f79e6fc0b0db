/** A box of ISO 14496-12: its bytes lie from `start` to `end`, what it holds from `body`. */
export interface Box {
  type: string
  start: number
  body: number
  end: number
}

/** Reads the big-endian numbers of a file one behind the other; behind its end it throws a RangeError. */
export class Cursor {
  readonly #view: DataView
  at: number
  constructor(bytes: Uint8Array, at: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = at
  }

  /** A number of 0, 1, 2, 4 or 8 bytes. */
  number(size: number): number {
    const at = this.at
    this.at += size
    if (size === 0) return 0
    if (size === 8) return Number(this.#view.getBigUint64(at))
    return size === 4
      ? this.#view.getUint32(at)
      : size === 2
        ? this.#view.getUint16(at)
        : this.#view.getUint8(at)
  }

  type(): string {
    return String.fromCharCode(this.number(1), this.number(1), this.number(1), this.number(1))
  }
}

/** Lists the boxes between two places. Throws a RangeError where they do not fill it. */
export function listBoxes(bytes: Uint8Array, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let start = from; start < to;) {
    const cursor = new Cursor(bytes, start)
    const short = cursor.number(4)
    const type = cursor.type()
    const size = short === 1 ? cursor.number(8) : short || to - start
    const end = start + size
    if (end > to || end < cursor.at) throw new RangeError(`the box ${type} ends outside`)
    boxes.push({ type, start, body: cursor.at, end })
    start = end
  }
  return boxes
}
