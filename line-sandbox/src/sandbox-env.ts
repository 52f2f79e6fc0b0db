/** What middleware puts at the routes' disposal. */
export type SandboxEnv = { Variables: { requestId: string } }
