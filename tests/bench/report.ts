/** A measured value and what it counts. */
export interface Figure {
  readonly value: number
  /** E.g. claims/s, s, ms, MB. */
  readonly unit: string
}

/** One line of the table. */
export interface BenchRow {
  /** Stable; `--only` names its first word. */
  readonly id: string
  readonly title: string
  /** Measured, or for a row whose target is an absolute bound, that bound; null when there is nothing to compare with. */
  readonly baseline: Figure | null
  readonly product: Figure
  /** How the product compares: product / baseline. */
  readonly ratio: number
  /** The ratio's bound; null: reported without being judged. */
  readonly target: { readonly atLeast: number } | { readonly atMost: number } | null
  /** What limits the figure, as measured. */
  readonly limitedBy: string
  /** Everything else worth keeping, by name. */
  readonly facts: Readonly<Record<string, number | string>>
}

/** True for a row that reaches its target or has none. */
export function isReached({ ratio, target }: BenchRow): boolean {
  if (target === null) return true
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost
}

const HEADINGS = ['row', 'baseline', 'product', 'ratio', 'target', '', 'what limits it']

function cells(row: BenchRow, isJudged: boolean): string[] {
  const { target } = row
  const bound = target === null ? '' : 'atLeast' in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`
  const verdict = target === null || !isJudged ? '' : isReached(row) ? 'ok' : 'below'
  return [
    `${row.id}: ${row.title}`,
    row.baseline === null ? '' : figureText(row.baseline),
    figureText(row.product),
    Number.isFinite(row.ratio) ? row.ratio.toFixed(row.ratio < 10 ? 2 : 0) : '',
    bound,
    verdict,
    row.limitedBy,
  ]
}

function figureText({ value, unit }: Figure): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2
  return `${value.toLocaleString('en-US', { maximumFractionDigits: digits })} ${unit}`.trim()
}

/**
 * The table for a terminal: one line per row, what limits it below.
 *
 * @param isJudged false leaves the verdicts out: small sizes say nothing about the targets
 */
export function plainTable(rows: readonly BenchRow[], isJudged: boolean): string {
  const lines = [HEADINGS, ...rows.map((row) => cells(row, isJudged))]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line, index) => {
      const text = line.slice(0, -1).map((cell, column) => cell.padEnd(widths[column] ?? 0))
      return index === 0 ? text.join('  ').trimEnd() : `${text.join('  ').trimEnd()}\n    ${line.at(-1) ?? ''}`
    })
    .join('\n')
}

/** The same table in Markdown, followed by the facts of each row. */
export function markdownTable(rows: readonly BenchRow[], isJudged: boolean): string {
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  const facts = rows.map((row) => {
    const texts = Object.entries(row.facts).map(([name, value]) => `${name} ${factText(value)}`)
    return `- **${row.id}**: ${texts.join('; ')}.`
  })
  return [
    line(HEADINGS),
    line(HEADINGS.map(() => '---')),
    ...rows.map((row) => line(cells(row, isJudged))),
    '',
    ...facts,
  ].join('\n')
}

function factText(value: number | string): string {
  return typeof value === 'string' ? value : value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}
