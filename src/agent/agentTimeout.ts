/** Seconds after which a silent agent is gone: a desk that sends a heartbeat every 20 s may lose two of them. */
export const DEFAULT_AGENT_TIMEOUT_SECONDS = 60
