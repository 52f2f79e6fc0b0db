/** An answer that LINE gives to a request it does not take: `{ message, details? }`. */
export class Refusal extends Error {
  readonly status: number
  readonly details: { message: string; property?: string }[]
  readonly headers: Record<string, string>

  constructor(status: number, message: string, details: Refusal['details'] = [], headers = {}) {
    super(message)
    this.status = status
    this.details = details
    this.headers = headers
  }

  toResponse(): Response {
    const body = { message: this.message, ...(this.details.length > 0 ? { details: this.details } : {}) }
    return Response.json(body, { status: this.status, headers: this.headers })
  }
}
