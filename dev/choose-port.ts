import { createServer } from 'node:net'

const TRIES = 20

/** The wanted port, or, unless somebody insists on it, the next one that is free. */
export async function choosePort(
  wanted: number,
  options: { insist: boolean; purpose: string },
): Promise<number> {
  if (await isFree(wanted)) return wanted
  if (options.insist)
    throw new Error(`Port ${wanted} (${options.purpose}) is taken. Set PORT to another one.`)
  for (let port = wanted + 1; port < wanted + TRIES; port++) if (await isFree(port)) return port
  throw new Error(`Ports ${wanted} to ${wanted + TRIES - 1} (${options.purpose}) are all taken.`)
}

/** Free on every address: another program may hold the port on one of them only. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::', '0.0.0.0']) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer()
      probe.once('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL'),
      )
      probe.listen({ port, host }, () => probe.close(() => resolve(true)))
    })
    if (!free) return false
  }
  return true
}
