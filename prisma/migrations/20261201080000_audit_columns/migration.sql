-- Columns that came after the triggers of their table's trail: attached anew, the triggers record every column.
SELECT audit_attach('call_record', 'CALL', '{id}', personal => '{phone,notes,recording}', group_column => 'campaign_id',
  birth => NULL);
SELECT audit_attach('campaign_cap', 'CAMPAIGN_CAP', '{campaign_id,rule_id}');
