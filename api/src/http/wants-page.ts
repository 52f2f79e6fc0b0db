/** Tells whether a path is answered by the API, and by no page. */
export const belongsToApi = (path: string): boolean => /^\/((api|line)(\/|$)|(healthz|readyz)$)/.test(path)

/** Tells whether the caller is somebody who looks at pages, rather than a program. */
export const wantsPage = (accept: string | undefined): boolean => accept?.includes('text/html') ?? false
