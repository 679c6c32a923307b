DROP TABLE name_retentions;
DROP TRIGGER persons_owner_update;
DROP TABLE persons;
