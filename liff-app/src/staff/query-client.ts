import { QueryClient } from '@tanstack/vue-query'

/**
 * What the console has asked the server for. A refusal is shown at once, with a way to try again; when a connection comes
 * back, what is on screen is asked for by itself.
 */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always' } },
})
