import { memo, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react'
import type uPlot from 'uplot'
import { useNow } from '../page/now.js'
import type { Minute } from './boardTypes.js'
import { chartColumns, chartWords } from './chartData.js'
import { createChart } from './createChart.js'
import type { Slice } from './slice.js'

/** The last 30 minutes, dials, answers and abandoned a minute. Drawn once, then only given new numbers. */
export const CampaignChart = memo(function CampaignChart({
  minutes,
  clockOffset,
}: {
  minutes: readonly Minute[]
  clockOffset: Slice<number>
}): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(null)
  const offset = useSyncExternalStore(clockOffset.subscribe, clockOffset.get)
  // Of the clock only the minute matters: the other fifty-nine seconds render nothing.
  const minute = Math.floor((useNow() + offset) / 60_000)
  const columns = useMemo(() => chartColumns(minutes, minute * 60_000), [minutes, minute])
  useEffect(() => {
    if (place.current === null) return
    const opened = createChart(place.current)
    chart.current = opened.uplot
    return () => {
      chart.current = null
      opened.close()
    }
  }, [])
  useEffect(() => {
    chart.current?.setData(columns.map((column) => [...column]) as uPlot.AlignedData)
  }, [columns])
  return (
    <div className="chart" role="img" aria-label={chartWords(columns)}>
      <div ref={place} className="chart-canvas" />
      <p className="chart-key" aria-hidden="true">
        <span className="key-dials">dials</span> <span className="key-answers">answers</span>{' '}
        <span className="key-abandons">abandoned</span> a minute
      </p>
    </div>
  )
})
