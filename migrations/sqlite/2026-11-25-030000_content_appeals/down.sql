DROP TABLE content_appeal_confirmations;
DROP TABLE content_appeals;
