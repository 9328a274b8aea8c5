-- Where the walk over a campaign's due callbacks goes on: callbacks that may not be called yet do not hide those behind them.
ALTER TABLE campaign_upkeep
  ADD COLUMN released_due_at TIMESTAMPTZ(3),
  ADD COLUMN released_callback_id BIGINT,
  ADD CONSTRAINT campaign_upkeep_release_place CHECK ((released_due_at IS NULL) = (released_callback_id IS NULL));
