/** From here on a piece is shown where it lies rather than copied. */
const LARGE_BYTES = 16 * 1024
const BLOCK_BYTES = 4 * LARGE_BYTES

/**
 * Gathers what is kept of a source, in its order and with other bytes in between. The source is not copied, but for its
 * small pieces: as views of their own a million of them would take more memory than the source.
 */
export class KeptBytes {
  readonly #source: Uint8Array
  readonly #pieces: Uint8Array[] = []
  /** Small pieces, one behind the other; those from `from` to `to` are not among `#pieces` yet. */
  #block = { bytes: new Uint8Array(0), from: 0, to: 0 }
  /** What is to be kept next; pieces that touch are one. */
  #run = { from: 0, to: 0 }

  constructor(source: Uint8Array) {
    this.#source = source
  }

  keep(from: number, to: number): void {
    if (from === this.#run.to) {
      this.#run.to = to
      return
    }
    this.#closeRun()
    this.#run = { from, to }
  }

  add(...pieces: (Uint8Array | number[])[]): void {
    this.#closeRun()
    for (const piece of pieces) this.#append(piece instanceof Uint8Array ? piece : Uint8Array.from(piece))
  }

  /** All that was kept and added so far. The source must not change while this is used. */
  take(): Uint8Array[] {
    this.#closeRun()
    this.#closeBlock()
    return this.#pieces
  }

  #closeRun(): void {
    const { from, to } = this.#run
    this.#run = { from: -1, to: -1 }
    if (to > from) this.#append(this.#source.subarray(from, to))
  }

  #append(piece: Uint8Array): void {
    if (piece.length >= LARGE_BYTES) {
      this.#closeBlock()
      this.#pieces.push(piece)
      return
    }
    if (this.#block.to + piece.length > this.#block.bytes.length) {
      this.#closeBlock()
      this.#block = { bytes: new Uint8Array(BLOCK_BYTES), from: 0, to: 0 }
    }
    this.#block.bytes.set(piece, this.#block.to)
    this.#block.to += piece.length
  }

  #closeBlock(): void {
    const { bytes, from, to } = this.#block
    if (to > from) this.#pieces.push(bytes.subarray(from, to))
    this.#block.from = to
  }
}
