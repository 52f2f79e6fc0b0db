/** Thrown where the database was not heard of within the time that a caller may wait. */
export class NoAnswerError extends Error {
  readonly code = 'NO_ANSWER'
  constructor(limit_ms: number) {
    super(`the database did not answer within ${limit_ms} ms`)
    this.name = 'NoAnswerError'
  }
}

/** Thrown to work that goes on asking after its transaction has ended. */
export class TransactionOverError extends Error {
  readonly code = 'TRANSACTION_OVER'
  constructor() {
    super('the transaction is over: its connection was lost, or it took too long')
    this.name = 'TransactionOverError'
  }
}

/** PostgreSQL's "Error Codes" (appendix A), the client's own codes, and the network's. */
const CONNECTION_LOST =
  /^(08...|57P0[1-5]|25P0[34]|53300|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|TRANSACTION_OVER|E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN))$/

/** Locks, statements and transactions that took too long, and those that another one had to go before. */
const IN_THE_WAY = /^(55P03|57014|40001|40P01|53[0-9A-Z]{3}|NO_ANSWER)$/

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Tells whether the database cannot be reached, or was lost on the way: nothing is wrong with what was asked. */
export function isConnectionLost(error: unknown): boolean {
  return CONNECTION_LOST.test(codeOf(error))
}

/** Tells whether the same may well succeed a little later: the database is away, or somebody else was in the way. */
export function isUnavailable(error: unknown): boolean {
  return isConnectionLost(error) || IN_THE_WAY.test(codeOf(error))
}
