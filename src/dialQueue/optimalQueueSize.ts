/**
 * How many entries the queue should hold (metrics.md, optimalQueueSize): what the agents at work use within five
 * minutes, and never fewer than 20.
 *
 * @param activeAgents agents who are AVAILABLE, BUSY or WRAP_UP
 * @param recentDials dials placed in the last 15 minutes
 */
export function optimalQueueSize(activeAgents: number, recentDials: number): number {
  // Two dials per agent and minute until there is enough to measure.
  const dialsPerAgentMinute = recentDials < 20 || activeAgents === 0 ? 2 : recentDials / 15 / activeAgents
  return Math.ceil(Math.max(20, activeAgents * dialsPerAgentMinute * 5))
}
