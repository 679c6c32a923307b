ALTER TABLE enemy_groups DROP COLUMN kind;
