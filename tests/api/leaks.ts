/** What only the inside of the server knows: statements, tables and constraints, places in the code. */
const inside =
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) |\b(relation|constraint|violates|SQLSTATE|prisma|postgres)\b|node_modules|\/src\/|\.store\.|\bat .{1,80}:\d+:\d+|_fkey|_pkey/i

/** The first thing in an answer that must not leave the server; null when there is none. */
export function leaks(text: string): string | null {
  return inside.exec(text)?.[0] ?? null
}
