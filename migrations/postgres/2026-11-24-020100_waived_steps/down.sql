ALTER TABLE item_state_changes DROP COLUMN waived;
