import uPlot from 'uplot'

/** An axis needs room for three digits; in parts of the font's size. */
const AXIS_EMS = 2.4

/** The page's colours as the canvas needs them; read once per theme. */
let colours: { readonly [token: string]: string } | null = null
const charts = new Set<uPlot>()

const darkTheme = matchMedia('(prefers-color-scheme: dark)')
darkTheme.addEventListener('change', () => {
  colours = null
  for (const chart of charts) chart.redraw(false)
})

function colour(token: '--text-soft' | '--line' | '--line-strong' | '--accent' | '--danger'): string {
  colours ??= resolveColours()
  return colours[token] ?? ''
}

/** `light-dark()` is resolved where a colour is used, not in the custom property itself. */
function resolveColours(): Record<string, string> {
  const probe = document.body.appendChild(document.createElement('span'))
  const resolved = Object.fromEntries(
    ['--text-soft', '--line', '--line-strong', '--accent', '--danger'].map((token) => {
      probe.style.color = `var(${token})`
      return [token, getComputedStyle(probe).color]
    }),
  )
  probe.remove()
  return resolved
}

/** Draws an empty chart that fills `place` and follows its size. */
export function createChart(place: HTMLElement): { readonly uplot: uPlot; close(): void } {
  const fontSize = Math.round(parseFloat(getComputedStyle(place).fontSize) * 0.8)
  const axis = {
    font: `${fontSize}px system-ui, sans-serif`,
    stroke: () => colour('--text-soft'),
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
    gap: 2,
  }
  const size = (): { width: number; height: number } => ({
    width: Math.max(1, place.clientWidth),
    height: Math.max(1, place.clientHeight),
  })
  const line = (token: Parameters<typeof colour>[0], width: number): uPlot.Series => ({
    stroke: () => colour(token),
    width,
    points: { show: false },
  })
  const uplot = new uPlot(
    {
      ...size(),
      padding: [6, 6, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: { y: { range: (_chart, _least, most) => [0, Math.max(4, most * 1.1)] } },
      series: [{}, line('--line-strong', 2), line('--accent', 2.5), line('--danger', 2.5)],
      axes: [
        {
          ...axis,
          size: fontSize * 1.6,
          space: fontSize * 7,
          values: (_chart, splits) => splits.map((seconds) => clock.format(seconds * 1000)),
        },
        { ...axis, size: fontSize * AXIS_EMS, space: fontSize * 2, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] },
      ],
    },
    [[], [], [], []],
    place,
  )
  charts.add(uplot)
  const observer = new ResizeObserver(() => {
    uplot.setSize(size())
  })
  observer.observe(place)
  return {
    uplot,
    close() {
      observer.disconnect()
      charts.delete(uplot)
      uplot.destroy()
    },
  }
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
