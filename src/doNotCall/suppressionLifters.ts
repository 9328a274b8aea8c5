import type { Role } from '../identity/viewer.js'

/**
 * The roles that may end a suppression, on whichever way: by removeFromDoNotCall, or by the correction of an outcome that
 * had suppressed. The only place that says so; the permission of the mutation is this very list.
 */
export const suppressionLifters: readonly Role[] = ['SUPERVISOR', 'ADMIN']

/** True for a role that may end a suppression. */
export function mayLiftSuppression(role: Role): boolean {
  return suppressionLifters.includes(role)
}
