/** Copies what is kept of a source, in its order and with other bytes in between. Linear, however small the pieces are. */
export class KeptBytes {
  readonly #source: Uint8Array
  #out: Uint8Array
  #length = 0
  /** What is to be copied next; pieces that touch are copied as one. */
  #run = { from: 0, to: 0 }

  constructor(source: Uint8Array) {
    this.#source = source
    this.#out = new Uint8Array(source.length + 1024)
  }

  keep(from: number, to: number): void {
    if (from === this.#run.to) {
      this.#run.to = to
      return
    }
    this.#copyRun()
    this.#run = { from, to }
  }

  add(...pieces: (Uint8Array | number[])[]): void {
    this.#copyRun()
    for (const piece of pieces) this.#append(piece)
  }

  /** All that was kept and added so far. */
  take(): Uint8Array {
    this.#copyRun()
    return this.#out.slice(0, this.#length)
  }

  #copyRun(): void {
    const { from, to } = this.#run
    this.#run = { from: -1, to: -1 }
    if (to > from) this.#append(this.#source.subarray(from, to))
  }

  #append(bytes: Uint8Array | number[]): void {
    const end = this.#length + bytes.length
    if (end > this.#out.length) {
      const larger = new Uint8Array(end * 2)
      larger.set(this.#out.subarray(0, this.#length))
      this.#out = larger
    }
    this.#out.set(bytes, this.#length)
    this.#length = end
  }
}
