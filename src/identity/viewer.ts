/** What a caller may be (design: "One way in"). An AGENT acts only as itself. */
export const roles = ['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER'] as const
export type Role = (typeof roles)[number]

/** Who is asking, as its verified token says. */
export interface Viewer {
  /** Decimal string; every statement of this caller is bound to this organization. */
  organizationId: string
  /** The token's `sub`: a person or program, as the issuer calls it. Never shown to other callers. */
  subject: string
  role: Role
  /** Decimal string, the agent that an AGENT is; null for every other role, whatever the token says. */
  agentId: string | null
  /** When the token ends; null when it never does. */
  expiresAt: Date | null
}
