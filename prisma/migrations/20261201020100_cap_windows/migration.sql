-- Caps by calendar day beside rolling windows, caps that hold from or until a day, and caps on refusals.
ALTER TABLE "campaign_cap"
  ADD COLUMN "calendar_days" INTEGER,
  ADD COLUMN "holds_from" DATE,
  ADD COLUMN "holds_until" DATE;

ALTER TABLE "campaign_cap"
  ADD CONSTRAINT "campaign_cap_calendar_days_window" CHECK ("window_minutes" = "calendar_days" * 1440),
  ADD CONSTRAINT "campaign_cap_holds_order" CHECK ("holds_from" <= "holds_until"),
  DROP CONSTRAINT "campaign_cap_counts_known",
  ADD CONSTRAINT "campaign_cap_counts_known" CHECK ("counts" IN ('CALLS', 'CONVERSATIONS', 'ABANDONED', 'REFUSALS'));
