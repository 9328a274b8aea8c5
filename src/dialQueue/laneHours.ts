/**
 * SQL: the span `hours` is one of the campaign's present hours at the place of `lane`. Both are aliases; `campaign` is in
 * scope. The claim, the refill and the search for the next instant ask by it, so that they mean the same hours.
 */
export function isSpanOfLane(hours: string, lane: string): string {
  return `${hours}.organization_id = $1 AND ${hours}.campaign_id = $2 AND ${hours}.hours_version = campaign.hours_version
        AND ${hours}.region = ${lane}.region AND ${hours}.time_zones = ${lane}.time_zones
        AND ${hours}.is_exempt = ${lane}.is_exempt`
}
