DROP TABLE name_retentions;
DROP TABLE persons;
