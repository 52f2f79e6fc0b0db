// @ts-check
/** The sandbox's own endpoints, as the phone uses them. */

/** @param {string} method @param {string} path @param {any} [body] */
async function call(method, path, body) {
  const answer = await fetch(`/__sandbox${path}`, {
    method,
    ...(body instanceof Blob
      ? { body, headers: { 'content-type': body.type || 'image/jpeg' } }
      : body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await answer.text()
  const json = text ? JSON.parse(text) : undefined
  if (!answer.ok) throw new Error(json?.message ?? `${answer.status}`)
  return json
}

/** @param {string} path */
export const get = (path) => call('GET', path)
/** @param {string} path @param {any} [body] */
export const post = (path, body) => call('POST', path, body)
/** @param {string} path */
export const remove = (path) => call('DELETE', path)
/** @param {string} userId @param {any} what */
export const act = (userId, what) => call('POST', '/send', { userId, ...what })

/** @param {(happening: any) => void} listener @param {() => void} reconnected */
export function listen(listener, reconnected) {
  const source = new EventSource('/__sandbox/events')
  let before = false
  source.onmessage = ({ data }) => listener(JSON.parse(data))
  source.onopen = () => {
    if (before) reconnected()
    before = true
  }
}
