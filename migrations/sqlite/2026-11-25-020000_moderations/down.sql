DROP TABLE moderations;
